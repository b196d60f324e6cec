namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Reports progress synchronously, on the reporting thread.</summary>
internal sealed class ActionProgress<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}
