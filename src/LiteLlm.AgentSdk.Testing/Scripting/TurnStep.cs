using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>A step of a turn. The static members create steps; the platform converts them to events of the agent's harness.</summary>
public abstract record TurnStep
{
    private protected TurnStep()
    {
    }

    /// <summary>Creates a text part, streamed in pieces of 8 characters.</summary>
    /// <param name="text">The text.</param>
    public static TurnStep Text(string text) => new TextStep(Pieces.Of(text, 8), Pace: null, IsReasoning: false);

    /// <summary>Creates a text part, streamed in the specified pieces.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="pace">The time before each piece; null for <see cref="LocalAgentPlatformOptions.DeltaPace"/>.</param>
    public static TurnStep Text(IEnumerable<string> pieces, TimeSpan? pace = null) => new TextStep([.. pieces], pace, IsReasoning: false);

    /// <summary>Creates a text part from an asynchronous sequence. A test can pause the turn in the middle of the part.</summary>
    /// <param name="pieces">The pieces.</param>
    public static TurnStep Text(IAsyncEnumerable<string> pieces) => new TextStep([], Pace: null, IsReasoning: false, pieces);

    /// <summary>Creates a reasoning part, streamed in pieces of 10 characters.</summary>
    /// <param name="text">The text.</param>
    public static TurnStep Reasoning(string text) => new TextStep(Pieces.Of(text, 10), Pace: null, IsReasoning: true);

    /// <summary>Creates a reasoning part, streamed in the specified pieces.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="pace">The time before each piece; null for <see cref="LocalAgentPlatformOptions.DeltaPace"/>.</param>
    public static TurnStep Reasoning(IEnumerable<string> pieces, TimeSpan? pace = null) =>
        new TextStep([.. pieces], pace, IsReasoning: true);

    /// <summary>Creates a tool call that succeeds.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="inputJson">The tool's input, as JSON.</param>
    /// <param name="output">The tool's output.</param>
    /// <param name="until">The tool runs until this task completes; null to complete at once.</param>
    public static TurnStep Tool(string name, [StringSyntax(StringSyntaxAttribute.Json)] string inputJson, string output,
        Task? until = null) =>
        new ToolStep(name, Valid(inputJson), output, Failed: false, until ?? Task.CompletedTask);

    /// <summary>Creates a tool call that fails.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="inputJson">The tool's input, as JSON.</param>
    /// <param name="error">The tool's error.</param>
    /// <param name="until">The tool runs until this task completes; null to complete at once.</param>
    public static TurnStep ToolFailure(string name, [StringSyntax(StringSyntaxAttribute.Json)] string inputJson, string error,
        Task? until = null) =>
        new ToolStep(name, Valid(inputJson), error, Failed: true, until ?? Task.CompletedTask);

    /// <summary>Creates a delay, by the platform's clock.</summary>
    /// <param name="time">The length of the delay.</param>
    public static TurnStep Delay(TimeSpan time) => new DelayStep(time);

    /// <summary>Creates a step that pauses the turn until a task completes.</summary>
    /// <param name="task">The task.</param>
    public static TurnStep Wait(Task task) => new WaitStep(task);

    /// <summary>
    /// Creates a transient error of the model. The harness asks the model again after a delay by the platform's clock. opencode sends
    /// <c>session.status</c> with <c>retry</c>, waits 2 seconds, doubles the delay each time, and never gives up. Claude Code retries ten
    /// times, and then the turn fails. The older proxy sends no events for retries.
    /// </summary>
    /// <param name="status">The status of the model's response, such as 429, 500 or 529.</param>
    /// <param name="times">The number of errors before the turn continues; <see cref="int.MaxValue"/> for no end.</param>
    /// <param name="message">The error's text; null for a text with the status.</param>
    public static TurnStep Retry(int status, int times = 1, string? message = null) =>
        new RetryStep(status, times, message ?? $"the model answered {status}");

    /// <summary>Creates a step that fails the turn and ends the script. The send still returns 200, with <c>info.error</c>.</summary>
    /// <param name="message">The error's text.</param>
    /// <param name="name">The error's name. The default becomes <c>APIError</c> on opencode.</param>
    /// <param name="status">The status of the model's response; null if the model did not cause the error.</param>
    public static TurnStep Fail(string message, string name = "SDKError", int? status = null) => new FailStep(message, name, status);

    /// <summary>Creates an event of any type in the session's event stream.</summary>
    /// <param name="type">The event's type.</param>
    /// <param name="propertiesJson">The properties as a JSON object; <c>sessionID</c> is added if it is missing.</param>
    public static TurnStep Event(string type, [StringSyntax(StringSyntaxAttribute.Json)] string propertiesJson = "{}") =>
        new EventStep(type, Valid(propertiesJson));

    private static string Valid(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Json.JsText.Of(document.RootElement);
    }
}
