namespace LiteLlm.AgentSdk.Testing.Scripting;

internal static class Tasks
{
    /// <summary>Observes the exception of a task that no code awaits, and ignores it.</summary>
    public static void IgnoreException(this Task task) => _ = task.ContinueWith(
        static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
