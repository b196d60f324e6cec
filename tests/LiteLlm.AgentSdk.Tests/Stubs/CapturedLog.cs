using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>One entry of a <see cref="CapturingLoggerProvider"/>.</summary>
/// <param name="Category">The logger's name.</param>
/// <param name="Level">The level of the entry.</param>
/// <param name="Id">The event id of the entry.</param>
/// <param name="Message">The message, formatted.</param>
/// <param name="State">The values in the message, and its template as {OriginalFormat}.</param>
/// <param name="Scopes">The scopes around it, outermost first.</param>
/// <param name="Exception">The exception that was logged with the entry.</param>
internal sealed record CapturedLog(
    string Category,
    LogLevel Level,
    EventId Id,
    string Message,
    IReadOnlyList<KeyValuePair<string, object?>> State,
    IReadOnlyList<object?> Scopes,
    Exception? Exception);
