namespace LiteLlm.AgentSdk.Testing.Scripting;

internal static class Tasks
{
    /// <summary>Lets a task run on that nobody waits for: what it throws is seen, and no one's.</summary>
    public static void LeaveAlone(this Task task) => _ = task.ContinueWith(
        static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
