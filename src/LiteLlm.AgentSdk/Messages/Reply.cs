using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>What the agent answered in one turn: all parts of all its messages, in order.</summary>
/// <remarks>
/// With opencode a turn has several messages, one per step; the platform's own answer holds only the last, and the SDK reads the
/// others from the session's messages. With the Claude Agent SDK it is one message.
/// </remarks>
public sealed class Reply
{
    /// <summary>Gets the agent's words: the text parts, joined with a line break. Of a failed turn, the error's text.</summary>
    /// <value>Empty when there are none.</value>
    public string Text { get; init; } = "";

    /// <summary>Gets every part of the turn, of whatever type, in order.</summary>
    public IReadOnlyList<MessagePart> Parts { get; init; } = [];

    /// <summary>Gets the agent's messages of the turn, in order. Empty when the server answers with a bare text.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>Gets about the turn's last message: times, tokens, cost, error.</summary>
    /// <value><see langword="null"/> when the server answers with a bare text.</value>
    public MessageInfo? Info { get; init; }

    /// <summary>Gets what failed.</summary>
    /// <value><see langword="null"/> when the turn succeeded.</value>
    public TurnError? Error { get; init; }

    /// <summary>Gets a value indicating whether the turn failed or was aborted.</summary>
    public bool IsError => Error is not null;

    /// <summary>
    /// Gets a value indicating whether the turn was aborted (<see cref="Session.AbortAsync"/>); such a turn is an error too.
    /// </summary>
    public bool IsAborted => Error?.IsAbort ?? false;

    /// <summary>
    /// Gets a value indicating whether a part is here only as far as it was streamed, because the platform does not have it whole: an
    /// aborted turn's text, with the Claude Agent SDK.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// Gets a value indicating whether the session's messages show that the platform itself ran the turn a second time. It does so when its
    /// connection to the sandbox breaks, and after 300 seconds on the blocking way: <see cref="SendOptions.LongRunning"/> avoids that.
    /// </summary>
    public bool DuplicatedByPlatform { get; init; }

    /// <summary>
    /// Gets the id of another sender's message that this answer was given to. With opencode, messages that wait together are answered by
    /// one run, which names the last of them: that answer is this turn's answer too.
    /// </summary>
    /// <value><see langword="null"/> if the turn has an answer of its own.</value>
    public string? AnsweredWith { get; init; }

    /// <summary>Gets the cost of the turn, all its messages together, in US dollars.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public decimal? Cost { get; init; }

    /// <summary>Gets tokens read by the model, all messages together.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public long? InputTokens { get; init; }

    /// <summary>Gets tokens written by the model, all messages together.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public long? OutputTokens { get; init; }

    /// <summary>Gets the platform's answer as it came.</summary>
    /// <value><see langword="null"/> when the reply was put together from a stream.</value>
    public JsonElement? Raw { get; init; }

    /// <summary>Gets what came with the platform's answer.</summary>
    /// <value><see langword="null"/> when the reply was put together from a stream.</value>
    public ResponseInfo? Response { get; init; }

    /// <summary>The text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>A reply from the messages of its turn.</summary>
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
