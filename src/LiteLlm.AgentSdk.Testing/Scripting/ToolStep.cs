namespace LiteLlm.AgentSdk.Testing.Scripting;

internal sealed record ToolStep(string Name, string Input, string Result, bool Failed, Task Until) : TurnStep;
