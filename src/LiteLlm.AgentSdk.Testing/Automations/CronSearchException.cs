namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>The search for the next time exceeds the platform's stack, so that the platform responds with 500.</summary>
internal sealed class CronSearchException() : Exception("Maximum call stack size exceeded");
