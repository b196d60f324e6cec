using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The position up to which a process has followed a turn. It is small and easy to store. Another process can continue there with
/// <see cref="AgentPlatformClient.ResumeTurnAsync"/> and receives only the updates that follow. It contains no text of the turn and no
/// secret.
/// </summary>
public sealed record TurnCheckpoint
{
    /// <summary>Gets the id of the session.</summary>
    /// <value>Default: empty.</value>
    public string SessionId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the user message that began the turn.</summary>
    /// <value>Default: empty.</value>
    public string UserMessageId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the parts that the caller has received, and how much of each.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<TurnCheckpointPart> Parts { get; init => field = value ?? []; } = [];

    /// <summary>Reads the text that <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text of the checkpoint.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="FormatException">The text is not a checkpoint.</exception>
    public static TurnCheckpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            TurnCheckpoint? checkpoint = JsonSerializer.Deserialize(text, LapJson.TypeInfo<TurnCheckpoint>());
            return checkpoint is { SessionId.Length: > 0, UserMessageId.Length: > 0 }
                ? checkpoint
                : throw new FormatException("The text is not a checkpoint of a turn: it has no session id or no user message id.");
        }
        catch (JsonException e)
        {
            throw new FormatException("The text is not a checkpoint of a turn: it is not JSON, or has members of other types.", e);
        }
    }

    /// <summary>Returns the checkpoint as text, for a file, a database or a message. <see cref="Parse"/> reads it.</summary>
    /// <returns>JSON.</returns>
    public override string ToString() => JsonSerializer.Serialize(this, LapJson.TypeInfo<TurnCheckpoint>());
}
