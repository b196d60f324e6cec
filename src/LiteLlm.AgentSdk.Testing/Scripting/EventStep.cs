namespace LiteLlm.AgentSdk.Testing.Scripting;

internal sealed record EventStep(string Type, string Properties) : TurnStep;
