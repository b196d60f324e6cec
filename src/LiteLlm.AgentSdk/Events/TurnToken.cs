using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Where a streaming turn has got to: small, and easily written down. Another process takes the turn up with
/// <see cref="AgentPlatformClient.ResumeTurnAsync"/> and is given what this one was not. Holds no text of the turn and no secret.
/// </summary>
public sealed record TurnToken
{
    /// <summary>The session.</summary>
    public string SessionId { get; init => field = value ?? ""; } = "";

    /// <summary>The user message that began the turn.</summary>
    public string UserMessageId { get; init => field = value ?? ""; } = "";

    /// <summary>The parts that were seen, and how much of each.</summary>
    public IReadOnlyList<TurnTokenPart> Parts { get; init => field = value ?? []; } = [];

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The token's text.</param>
    /// <returns>The token.</returns>
    /// <exception cref="FormatException">The text is no token.</exception>
    public static TurnToken Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            TurnToken? token = JsonSerializer.Deserialize(text, LapJson.TypeInfo<TurnToken>());
            return token is { SessionId.Length: > 0, UserMessageId.Length: > 0 }
                ? token
                : throw new FormatException("The text is no token of a turn: it names no session or no user message.");
        }
        catch (JsonException e)
        {
            throw new FormatException("The text is no token of a turn: it is no JSON of its shape.", e);
        }
    }

    /// <summary>The token as text, for a file, a database or a message; <see cref="Parse"/> reads it.</summary>
    /// <returns>JSON.</returns>
    public override string ToString() => JsonSerializer.Serialize(this, LapJson.TypeInfo<TurnToken>());
}
