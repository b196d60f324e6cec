namespace LiteLlm.AgentSdk.Testing.Scripting;

internal sealed record DelayStep(TimeSpan Time) : TurnStep;
