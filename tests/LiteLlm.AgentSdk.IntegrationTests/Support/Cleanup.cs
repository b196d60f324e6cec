namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>Deletes the created resources, the latest first, even after a failure.</summary>
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
                // The test has already deleted it.
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
