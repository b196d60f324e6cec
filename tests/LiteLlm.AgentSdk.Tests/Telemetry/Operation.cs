namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>A public operation and how a test runs it.</summary>
/// <param name="Member">The member, as <c>Type.Member</c>.</param>
/// <param name="Page">The page of the documentation that describes it.</param>
/// <param name="Run">Runs it once, successfully.</param>
/// <param name="Span">Its own span, ahead of those of its calls; empty when it is one call.</param>
/// <param name="Logs">The log events beyond those of every call.</param>
internal sealed record Operation(string Member, string Page, Func<OperationScene, Task> Run, string Span = "", int[]? Logs = null);
