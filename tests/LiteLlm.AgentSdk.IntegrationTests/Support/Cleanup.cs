namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>Takes back what was created, the latest first, also after a failure on the way.</summary>
internal static class Cleanup
{
    public static async Task RunAsync(Stack<Func<Task>> steps)
    {
        List<Exception> failures = [];
        while (steps.TryPop(out Func<Task>? step))
        {
            try
            {
                await step();
            }
            catch (AgentPlatformNotFoundException)
            {
                // The test has deleted it itself.
            }
            catch (AgentPlatformException exception)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Something that the test created is still on the platform.", failures);
        }
    }
}
