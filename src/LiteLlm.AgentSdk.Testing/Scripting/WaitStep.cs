namespace LiteLlm.AgentSdk.Testing.Scripting;

internal sealed record WaitStep(Task Task) : TurnStep;
