namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Progress that is told at once, on the thread that makes it.</summary>
internal sealed class ActionProgress<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}
