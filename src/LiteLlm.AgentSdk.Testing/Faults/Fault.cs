using System.Net;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// A fault of the local platform, and the requests that it affects. Create it with the static members, restrict it with <see cref="On"/>,
/// <see cref="InSession"/> and <see cref="Times"/>, and pass it to <see cref="FaultPlan.Add"/>. It is immutable.
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

    /// <summary>Creates a fault that returns a status with a body. The request does not take effect.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body; null for <c>{"error":"..."}</c> with the name of the status.</param>
    /// <param name="contentType">The content type of the body.</param>
    public static Fault Status(int status, string? body = null, string contentType = "application/json") => new(FaultKind.Answer)
    {
        StatusCode = status,
        Text = body ?? $"{{\"error\":\"{((HttpStatusCode)status).ToString()}\"}}",
        ContentType = contentType,
    };

    /// <summary>Creates a fault that returns an HTML error page, as load balancers do.</summary>
    /// <param name="status">The HTTP status.</param>
    public static Fault HtmlPage(int status = 502) =>
        Status(status, $"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>", "text/html");

    /// <summary>Creates a fault that returns a redirect.</summary>
    /// <param name="location">The target of the redirect.</param>
    /// <param name="status">301, 302, 303, 307 or 308.</param>
    public static Fault Redirect(Uri location, int status = 302)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Status(status, "", "text/plain").WithHeader("Location", location.OriginalString);
    }

    /// <summary>Creates a fault that closes the connection before the response. The request does not take effect.</summary>
    public static Fault Abort() => new(FaultKind.Abort);

    /// <summary>
    /// Creates a fault that closes the connection before the response, as soon as the request has taken effect: for a message, when its
    /// turn has started (the turn continues); for other requests, when they have been processed.
    /// </summary>
    public static Fault AbortAfterEffect() => new(FaultKind.AbortAfterEffect) { TakesEffect = true };

    /// <summary>
    /// Creates a fault that processes the request to its end (for a message, the whole turn), and then closes the connection instead of
    /// sending the response.
    /// </summary>
    public static Fault AbortInsteadOfAnswer() => new(FaultKind.AbortInsteadOfAnswer) { TakesEffect = true };

    /// <summary>Creates a fault that breaks the connection after a number of bytes of the response's body.</summary>
    /// <param name="bytes">The number of bytes that still arrive.</param>
    public static Fault CutAfterBytes(int bytes) => new(FaultKind.CutAfterBytes) { After = bytes, TakesEffect = true };

    /// <summary>
    /// Creates a fault that breaks the connection after a number of frames of a stream, including the first one (<c>ready</c>).
    /// </summary>
    /// <param name="frames">The number of frames that still arrive.</param>
    public static Fault CutAfterEvents(int frames) => new(FaultKind.CutAfterEvents) { After = frames, TakesEffect = true };

    /// <summary>
    /// Creates a fault that ends the body of a stream without an error after a number of frames, in the middle of the turn.
    /// </summary>
    /// <param name="frames">The number of frames that still arrive.</param>
    public static Fault EndAfterEvents(int frames) => new(FaultKind.EndAfterEvents) { After = frames, TakesEffect = true };

    /// <summary>
    /// Creates a fault that sends an <c>error</c> frame after a number of frames, and ends the stream. The turn continues.
    /// </summary>
    /// <param name="frames">The number of frames that arrive before it.</param>
    /// <param name="message">The message of the frame.</param>
    public static Fault ErrorFrame(int frames, string message = "event stream interrupted") =>
        new(FaultKind.ErrorFrame) { After = frames, Text = message, TakesEffect = true };

    /// <summary>Creates a fault that pauses the response. If nothing has been sent yet, the headers are delayed too.</summary>
    /// <param name="release">The task after which the response continues; null for never.</param>
    /// <param name="afterEvents">The number of frames of a stream (or pieces of another response) that arrive before the pause.</param>
    public static Fault Stall(Task? release = null, int afterEvents = 0) => new(FaultKind.Stall)
    {
        Release = release ?? new TaskCompletionSource().Task,
        After = afterEvents,
        TakesEffect = true,
    };

    /// <summary>Creates a fault that sends the whole response, including <c>done</c>, but keeps the body and the connection open.</summary>
    public static Fault HoldOpen() => new(FaultKind.HoldOpen) { TakesEffect = true };

    /// <summary>
    /// Creates a fault that removes the session's sandbox after a number of events of the turn, as
    /// <see cref="LocalAgentPlatform.KillSandbox"/> does. For requests that send a message.
    /// </summary>
    /// <param name="events">The number of events of the turn before the loss.</param>
    public static Fault SandboxLost(int events) => new(FaultKind.SandboxLost) { After = events, TakesEffect = true };

    /// <summary>
    /// Creates a fault that breaks the platform's connection to the sandbox after a number of events of the turn, as
    /// <see cref="LocalAgentPlatform.BreakHarnessConnection"/> does. The sandbox continues. For requests that send a message.
    /// </summary>
    /// <param name="events">The number of events of the turn before the break.</param>
    public static Fault HarnessConnectionBroken(int events) =>
        new(FaultKind.HarnessConnectionBroken) { After = events, TakesEffect = true };

    /// <summary>
    /// Creates a fault that kills and restarts the process of the session's harness after a number of events of the turn, as
    /// <see cref="LocalAgentPlatform.KillHarnessProcess"/> does. For requests that send a message.
    /// </summary>
    /// <param name="events">The number of events of the turn before the loss.</param>
    public static Fault HarnessProcessLost(int events) => new(FaultKind.HarnessProcessLost) { After = events, TakesEffect = true };

    /// <summary>
    /// Creates a fault in which the harness rejects the message, as opencode rejects <c>attachments</c>: <c>message</c> returns 502,
    /// <c>message_stream</c> reports <c>prompt_async failed</c>, and the session's messages do not contain the message. For requests that
    /// send a message.
    /// </summary>
    public static Fault MessageRefused() => new(FaultKind.MessageRefused) { TakesEffect = true };

    /// <summary>
    /// Creates a fault in which the harness does not find the agent's model, as with one of
    /// <see cref="LocalAgentPlatformOptions.UnknownModels"/>. With opencode the session's messages contain the message, which is never
    /// answered; other harnesses end the turn as failed. For requests that send a message.
    /// </summary>
    public static Fault ModelMissing() => new(FaultKind.ModelMissing) { TakesEffect = true };

    /// <summary>
    /// Creates a fault that closes a terminal's connection after a number of frames. For requests to <c>/tty</c>. To break the connection
    /// without a close frame, use <see cref="CutAfterEvents"/>; to reject it, use <see cref="Status"/> or <see cref="Abort"/>.
    /// </summary>
    /// <param name="code">The close code: 1001 for a restarting pod, 1008 for an invalid token, 1005 for no code.</param>
    /// <param name="frames">The number of frames that still arrive.</param>
    public static Fault CloseTerminal(int code, int frames = 0) =>
        new(FaultKind.CloseTerminal) { StatusCode = code, After = frames, TakesEffect = true };

    /// <summary>Returns the same fault, only for requests with a method and a route.</summary>
    /// <param name="method">The method; null for any.</param>
    /// <param name="route">The end of the route, such as <c>/message</c> or <c>/agents/{id}</c>; null for any.</param>
    public Fault On(string? method, string? route = null) => this with { Method = method, Route = route };

    /// <summary>Returns the same fault, only for requests to one session.</summary>
    /// <param name="sessionId">The session's id.</param>
    public Fault InSession(string sessionId) => this with { SessionId = sessionId };

    /// <summary>Returns the same fault, for a number of requests.</summary>
    /// <param name="count">The number of requests. Without this method, it is one.</param>
    public Fault Times(int count) => this with { Count = count };

    /// <summary>Returns the same fault, for all requests until the plan is cleared.</summary>
    public Fault Forever() => this with { Count = int.MaxValue };

    /// <summary>
    /// Returns the same fault, but sent after the request has taken effect, as by a gateway that times out while the platform works. The
    /// turn of a message has started and continues. Only for faults of <see cref="Status"/>, <see cref="HtmlPage"/> and
    /// <see cref="Redirect"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The fault does not return a status.</exception>
    public Fault AfterEffect() => Kind == FaultKind.Answer
        ? this with { TakesEffect = true }
        : throw new InvalidOperationException(
            "Only a fault that returns a status can be sent after the request has taken effect; other faults define their own time.");

    /// <summary>Returns the same fault, with an additional response header, such as <c>Retry-After</c>.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">The header's value.</param>
    public Fault WithHeader(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    internal bool Matches(string method, string? route, string path, string? sessionId) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (Route is null || path.EndsWith(Route, StringComparison.Ordinal) || route?.EndsWith(Route, StringComparison.Ordinal) == true)
        && (SessionId is null || SessionId == sessionId);
}
