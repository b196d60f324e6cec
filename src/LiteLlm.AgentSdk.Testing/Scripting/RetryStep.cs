namespace LiteLlm.AgentSdk.Testing.Scripting;

internal sealed record RetryStep(int Status, int Times, string Message) : TurnStep;
