using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>A step of a turn, made by the static members. The platform turns steps into the events of the agent's harness.</summary>
public abstract record TurnStep
{
    private protected TurnStep()
    {
    }

    /// <summary>A part with text, streamed in pieces of 8 characters.</summary>
    /// <param name="text">The text.</param>
    public static TurnStep Text(string text) => new TextStep(Pieces.Of(text, 8), Pace: null, IsReasoning: false);

    /// <summary>A part with text, streamed in the pieces given.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="pace">The time before each; null for <see cref="LocalAgentPlatformOptions.DeltaPace"/>.</param>
    public static TurnStep Text(IEnumerable<string> pieces, TimeSpan? pace = null) => new TextStep([.. pieces], pace, IsReasoning: false);

    /// <summary>A part with text, streamed in pieces as they come: how a test holds a turn in the middle of a part.</summary>
    /// <param name="pieces">The pieces.</param>
    public static TurnStep Text(IAsyncEnumerable<string> pieces) => new TextStep([], Pace: null, IsReasoning: false, pieces);

    /// <summary>A part with the model's reasoning, streamed in pieces of 10 characters.</summary>
    /// <param name="text">The text.</param>
    public static TurnStep Reasoning(string text) => new TextStep(Pieces.Of(text, 10), Pace: null, IsReasoning: true);

    /// <summary>A part with the model's reasoning, streamed in the pieces given.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="pace">The time before each; null for <see cref="LocalAgentPlatformOptions.DeltaPace"/>.</param>
    public static TurnStep Reasoning(IEnumerable<string> pieces, TimeSpan? pace = null) =>
        new TextStep([.. pieces], pace, IsReasoning: true);

    /// <summary>A tool that the agent calls, and that succeeds.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="inputJson">What it is called with, as JSON.</param>
    /// <param name="output">What it says.</param>
    /// <param name="until">The tool runs until this is completed; null for at once.</param>
    public static TurnStep Tool(string name, [StringSyntax(StringSyntaxAttribute.Json)] string inputJson, string output,
        Task? until = null) =>
        new ToolStep(name, Valid(inputJson), output, Failed: false, until ?? Task.CompletedTask);

    /// <summary>A tool that the agent calls, and that fails.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="inputJson">What it is called with, as JSON.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="until">The tool runs until this is completed; null for at once.</param>
    public static TurnStep ToolFailure(string name, [StringSyntax(StringSyntaxAttribute.Json)] string inputJson, string error,
        Task? until = null) =>
        new ToolStep(name, Valid(inputJson), error, Failed: true, until ?? Task.CompletedTask);

    /// <summary>Time passes, by the platform's clock.</summary>
    /// <param name="time">How much.</param>
    public static TurnStep Delay(TimeSpan time) => new DelayStep(time);

    /// <summary>The turn stands still until a task is completed: how a test holds a turn.</summary>
    /// <param name="task">The task.</param>
    public static TurnStep Wait(Task task) => new WaitStep(task);

    /// <summary>
    /// The model answers with an error that passes, and the harness asks it again after a while by the platform's clock. opencode says so
    /// on the bus (<c>session.status</c> with <c>retry</c>), waits 2 seconds and then twice as long each time, and never gives up. Claude
    /// Code asks ten times again, and fails the turn then. The older proxy shows nothing of it.
    /// </summary>
    /// <param name="status">The status of the model's answer, such as 429, 500 or 529.</param>
    /// <param name="times">How often the model answers so before the turn goes on; <see cref="int.MaxValue"/> forever.</param>
    /// <param name="message">The error's text; null for one that names the status.</param>
    public static TurnStep Retry(int status, int times = 1, string? message = null) =>
        new RetryStep(status, times, message ?? $"the model answered {status}");

    /// <summary>The turn fails; no further step is asked for. The send still answers 200, with <c>info.error</c>.</summary>
    /// <param name="message">The error's text.</param>
    /// <param name="name">The error's name. The default becomes <c>APIError</c> on opencode.</param>
    /// <param name="status">The status of the model's answer, where it was one.</param>
    public static TurnStep Fail(string message, string name = "SDKError", int? status = null) => new FailStep(message, name, status);

    /// <summary>An event of any type on the session's bus.</summary>
    /// <param name="type">The event's type.</param>
    /// <param name="propertiesJson">Its properties, a JSON object; <c>sessionID</c> is added when it is not there.</param>
    public static TurnStep Event(string type, [StringSyntax(StringSyntaxAttribute.Json)] string propertiesJson = "{}") =>
        new EventStep(type, Valid(propertiesJson));

    private static string Valid(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Json.JsText.Of(document.RootElement);
    }
}
