using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>The agent's answer in one turn: all parts of all its messages, in order.</summary>
/// <remarks>
/// With opencode a turn has several messages, one per step. The platform's response contains only the last one, and the SDK reads the
/// others from the session's messages. With the Claude Agent SDK a turn has one message.
/// </remarks>
public sealed class Reply
{
    /// <summary>Gets the agent's text: the text parts, joined with line feeds. For a failed turn, the text of the error.</summary>
    /// <value>Empty if there is none.</value>
    public string Text { get; init; } = "";

    /// <summary>Gets all parts of the turn, of all types, in order.</summary>
    public IReadOnlyList<MessagePart> Parts { get; init; } = [];

    /// <summary>Gets the agent's messages of the turn, in order. Empty if the server returned plain text.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>Gets the times, tokens, cost and error of the turn's last message.</summary>
    /// <value><see langword="null"/> if the server returned plain text.</value>
    public MessageInfo? Info { get; init; }

    /// <summary>Gets the error of the turn.</summary>
    /// <value><see langword="null"/> if the turn succeeded.</value>
    public TurnError? Error { get; init; }

    /// <summary>Gets a value indicating whether the turn failed or was aborted.</summary>
    public bool IsError => Error is not null;

    /// <summary>
    /// Gets a value indicating whether the turn was aborted (<see cref="Session.AbortAsync"/>). <see cref="IsError"/> is true for such a
    /// turn too.
    /// </summary>
    public bool IsAborted => Error?.IsAbort ?? false;

    /// <summary>
    /// Gets a value indicating whether a part may be incomplete, because it comes from the stream and the platform does not have the whole
    /// part. This happens to the text of an aborted turn with the Claude Agent SDK.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// Gets a value indicating whether the session's messages show that the platform itself ran the turn a second time. It does so when its
    /// connection to the sandbox breaks, and when a blocking send takes longer than 300 seconds; <see cref="SendOptions.LongRunning"/>
    /// avoids the latter.
    /// </summary>
    public bool DuplicatedByPlatform { get; init; }

    /// <summary>
    /// Gets the id of another sender's message to which the agent gave this answer. opencode answers all messages that wait in its queue
    /// with one run, and the answer names only the last of them.
    /// </summary>
    /// <value><see langword="null"/> if the turn has an answer of its own.</value>
    public string? AnsweredWith { get; init; }

    /// <summary>Gets the cost of all messages of the turn, in US dollars.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public decimal? Cost { get; init; }

    /// <summary>Gets the number of tokens that the model read for all messages of the turn.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public long? InputTokens { get; init; }

    /// <summary>Gets the number of tokens that the model wrote for all messages of the turn.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public long? OutputTokens { get; init; }

    /// <summary>Gets the platform's unchanged response.</summary>
    /// <value><see langword="null"/> if the reply was assembled from a stream.</value>
    public JsonElement? Raw { get; init; }

    /// <summary>Gets the HTTP details of the platform's response.</summary>
    /// <value><see langword="null"/> if the reply was assembled from a stream.</value>
    public ResponseInfo? Response { get; init; }

    /// <summary>Returns the text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>Creates a reply from the messages of its turn.</summary>
    internal static Reply Of(
        IReadOnlyList<Message> messages, TurnError? error = null, JsonElement? raw = null, ResponseInfo? response = null,
            bool isPartial = false, bool duplicated = false,
        string? fallbackText = null, string? answeredWith = null)
    {
        List<MessagePart> parts = [.. messages.SelectMany(m => m.Parts)];
        MessageInfo? last = messages.Count > 0 ? messages[^1].Info : null;
        return new Reply
        {
            Text = parts.Exists(p => p is TextPart)
                ? string.Join('\n', parts.OfType<TextPart>().Select(p => p.Text).Where(t => t.Length > 0)) : fallbackText ?? "",
            Parts = parts,
            Messages = messages,
            Info = last,
            Error = messages.LastOrDefault(m => m.Info?.Error is not null)?.Info?.Error ?? error,
            Cost = Sum(messages, m => m.Info?.Cost),
            InputTokens = Sum(messages, m => m.Info?.Tokens?.Input),
            OutputTokens = Sum(messages, m => m.Info?.Tokens?.Output),
            Raw = raw,
            Response = response,
            IsPartial = isPartial,
            DuplicatedByPlatform = duplicated,
            AnsweredWith = answeredWith,
        };
    }

    private static decimal? Sum(IReadOnlyList<Message> messages, Func<Message, decimal?> value) =>
        messages.Any(m => value(m) is not null) ? messages.Sum(m => value(m) ?? 0) : null;

    private static long? Sum(IReadOnlyList<Message> messages, Func<Message, long?> value) =>
        messages.Any(m => value(m) is not null) ? messages.Sum(m => value(m) ?? 0) : null;
}
