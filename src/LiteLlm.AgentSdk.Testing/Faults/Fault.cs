using System.Net;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// Something that goes wrong with a request, and which requests it goes wrong with. Made by the static members, narrowed by
/// <see cref="On"/>, <see cref="InSession"/> and <see cref="Times"/>, and handed to <see cref="FaultPlan.Add"/>. Immutable.
/// </summary>
public sealed record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    internal FaultKind Kind { get; }

    internal int StatusCode { get; private init; }

    internal string? Text { get; private init; }

    internal string? ContentType { get; private init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    internal int After { get; private init; }

    internal Task Release { get; private init; } = Task.CompletedTask;

    internal string? Method { get; private init; }

    internal string? Route { get; private init; }

    internal string? SessionId { get; private init; }

    internal int Count { get; private init; } = 1;

    internal bool TakesEffect { get; private init; }

    /// <summary>An answer that is not the platform's: a status, with a body. The request does not take effect.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body; null for <c>{"error":"..."}</c> with the status's name.</param>
    /// <param name="contentType">The body's type.</param>
    public static Fault Status(int status, string? body = null, string contentType = "application/json") => new(FaultKind.Answer)
    {
        StatusCode = status,
        Text = body ?? $"{{\"error\":\"{((HttpStatusCode)status).ToString()}\"}}",
        ContentType = contentType,
    };

    /// <summary>A web page with an error, as load balancers send them.</summary>
    /// <param name="status">The status.</param>
    public static Fault HtmlPage(int status = 502) =>
        Status(status, $"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>", "text/html");

    /// <summary>A redirect to elsewhere.</summary>
    /// <param name="location">Where to.</param>
    /// <param name="status">301, 302, 303, 307 or 308.</param>
    public static Fault Redirect(Uri location, int status = 302)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Status(status, "", "text/plain").WithHeader("Location", location.OriginalString);
    }

    /// <summary>The connection is closed before any answer; the request has not taken effect.</summary>
    public static Fault Abort() => new(FaultKind.Abort);

    /// <summary>
    /// The connection is closed before any answer, as soon as the request has taken effect: a message as soon as its turn has started
    /// (which then runs on), any other request when it has been carried out.
    /// </summary>
    public static Fault AbortAfterEffect() => new(FaultKind.AbortAfterEffect) { TakesEffect = true };

    /// <summary>
    /// The request is carried out to its end (a message: the whole turn), and the connection is closed in place of the answer.
    /// </summary>
    public static Fault AbortInsteadOfAnswer() => new(FaultKind.AbortInsteadOfAnswer) { TakesEffect = true };

    /// <summary>The connection is cut when this many bytes of the answer's body have left.</summary>
    /// <param name="bytes">The bytes that still arrive.</param>
    public static Fault CutAfterBytes(int bytes) => new(FaultKind.CutAfterBytes) { After = bytes, TakesEffect = true };

    /// <summary>The connection is cut when this many frames of a stream have left, the first (<c>ready</c>) included.</summary>
    /// <param name="frames">The frames that still arrive.</param>
    public static Fault CutAfterEvents(int frames) => new(FaultKind.CutAfterEvents) { After = frames, TakesEffect = true };

    /// <summary>The stream's body ends cleanly after this many frames, in the middle of the turn.</summary>
    /// <param name="frames">The frames that still arrive.</param>
    public static Fault EndAfterEvents(int frames) => new(FaultKind.EndAfterEvents) { After = frames, TakesEffect = true };

    /// <summary>After this many frames comes an <c>error</c> frame, and the stream ends. The turn goes on.</summary>
    /// <param name="frames">The frames that arrive before it.</param>
    /// <param name="message">What the frame says.</param>
    public static Fault ErrorFrame(int frames, string message = "event stream interrupted") =>
        new(FaultKind.ErrorFrame) { After = frames, Text = message, TakesEffect = true };

    /// <summary>The answer stops coming, its headers included when nothing has left yet, until released.</summary>
    /// <param name="release">The answer goes on when this is completed; null for never.</param>
    /// <param name="afterEvents">The frames of a stream (or the pieces of another answer) that arrive before it stops.</param>
    public static Fault Stall(Task? release = null, int afterEvents = 0) => new(FaultKind.Stall)
    {
        Release = release ?? new TaskCompletionSource().Task,
        After = afterEvents,
        TakesEffect = true,
    };

    /// <summary>The answer is whole, <c>done</c> included, but the body never ends and the connection stays open.</summary>
    public static Fault HoldOpen() => new(FaultKind.HoldOpen) { TakesEffect = true };

    /// <summary>
    /// The session's sandbox is lost when the turn that this request starts has had this many events: what
    /// <see cref="LocalAgentPlatform.KillSandbox"/> does, in the middle of a turn. For requests that send a message.
    /// </summary>
    /// <param name="events">The events of the turn before the loss.</param>
    public static Fault SandboxLost(int events) => new(FaultKind.SandboxLost) { After = events, TakesEffect = true };

    /// <summary>
    /// The platform's connection to the sandbox breaks when the turn has had this many events, and the sandbox runs on: what
    /// <see cref="LocalAgentPlatform.BreakHarnessConnection"/> does. For requests that send a message.
    /// </summary>
    /// <param name="events">The events of the turn before the break.</param>
    public static Fault HarnessConnectionBroken(int events) =>
        new(FaultKind.HarnessConnectionBroken) { After = events, TakesEffect = true };

    /// <summary>
    /// The process of the session's harness dies when the turn has had this many events, and is back at once: what
    /// <see cref="LocalAgentPlatform.KillHarnessProcess"/> does. For requests that send a message.
    /// </summary>
    /// <param name="events">The events of the turn before the loss.</param>
    public static Fault HarnessProcessLost(int events) => new(FaultKind.HarnessProcessLost) { After = events, TakesEffect = true };

    /// <summary>
    /// The harness refuses the message, as opencode refuses an image: <c>message</c> answers 502, <c>message_stream</c> says
    /// <c>prompt_async failed</c>, and nothing is in the thread.
    /// For requests that send a message.
    /// </summary>
    public static Fault MessageRefused() => new(FaultKind.MessageRefused) { TakesEffect = true };

    /// <summary>
    /// The harness does not find the agent's model, as with one of <see cref="LocalAgentPlatformOptions.UnknownModels"/>. On opencode the
    /// message is in the thread and is never answered; the other harnesses end the turn as failed. For requests that send a message.
    /// </summary>
    public static Fault ModelMissing() => new(FaultKind.ModelMissing) { TakesEffect = true };

    /// <summary>
    /// A terminal's connection is closed when this many frames have left. (Cut without a word: <see cref="CutAfterEvents"/>. Not opened at
    /// all: <see cref="Status"/>, <see cref="Abort"/>.) For requests to <c>/tty</c>.
    /// </summary>
    /// <param name="code">1001 for a pod that is being restarted, 1008 for a token that is no longer good, 1005 for no code.</param>
    /// <param name="frames">The frames that still arrive.</param>
    public static Fault CloseTerminal(int code, int frames = 0) =>
        new(FaultKind.CloseTerminal) { StatusCode = code, After = frames, TakesEffect = true };

    /// <summary>The same, for requests of this method and route only.</summary>
    /// <param name="method">The method; null for any.</param>
    /// <param name="route">The end of the route, such as <c>/message</c> or <c>/agents/{id}</c>; null for any.</param>
    public Fault On(string? method, string? route = null) => this with { Method = method, Route = route };

    /// <summary>The same, for requests to one session only.</summary>
    /// <param name="sessionId">The session's id.</param>
    public Fault InSession(string sessionId) => this with { SessionId = sessionId };

    /// <summary>The same, for this many requests.</summary>
    /// <param name="count">How many; one unless said otherwise.</param>
    public Fault Times(int count) => this with { Count = count };

    /// <summary>The same, for all requests until the plan is cleared.</summary>
    public Fault Forever() => this with { Count = int.MaxValue };

    /// <summary>
    /// The same status, as soon as the request has taken effect: what a gateway says that loses patience, or its upstream, while the
    /// platform is at work. A message's turn has started then, and runs on. Only for what <see cref="Status"/>, <see cref="HtmlPage"/> and
    /// <see cref="Redirect"/> make.
    /// </summary>
    /// <exception cref="InvalidOperationException">The fault is not an answer.</exception>
    public Fault AfterEffect() => Kind == FaultKind.Answer
        ? this with { TakesEffect = true }
        : throw new InvalidOperationException("Only an answer can come after the request has taken effect; the other faults say themselves when they come.");

    /// <summary>The same, with a header on the answer, such as <c>Retry-After</c>.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    public Fault WithHeader(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    internal bool Matches(string method, string? route, string path, string? sessionId) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (Route is null || path.EndsWith(Route, StringComparison.Ordinal) || route?.EndsWith(Route, StringComparison.Ordinal) == true)
        && (SessionId is null || SessionId == sessionId);
}
