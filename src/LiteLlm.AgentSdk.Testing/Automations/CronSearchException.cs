namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>The search for the next time of a schedule goes deeper than the platform's stack: it answers 500.</summary>
internal sealed class CronSearchException() : Exception("Maximum call stack size exceeded");
