namespace LiteLlm.AgentSdk.Testing.Scripting;

internal sealed record FailStep(string Message, string Name, int? Status) : TurnStep;
