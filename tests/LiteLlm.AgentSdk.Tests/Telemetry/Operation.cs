namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>A public operation and how a test runs it.</summary>
/// <param name="Member">The member, as <c>Type.Member</c>.</param>
/// <param name="Page">The page of the documentation that describes it.</param>
/// <param name="Run">Runs the operation once, successfully.</param>
/// <param name="Span">The span of the operation, which contains the spans of its calls; empty if it is a single call.</param>
/// <param name="Logs">The log events beyond those of every call.</param>
internal sealed record Operation(string Member, string Page, Func<OperationScene, Task> Run, string Span = "", int[]? Logs = null);
