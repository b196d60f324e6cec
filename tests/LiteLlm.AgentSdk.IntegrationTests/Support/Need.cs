using System.Diagnostics.CodeAnalysis;

namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>Requirements of a test that a platform may not meet. The test is then skipped with the reason.</summary>
internal static class Need
{
    public static void That([DoesNotReturnIf(false)] bool condition, string otherwise)
    {
        if (!condition)
        {
            GiveUp(otherwise);
        }
    }

    /// <summary>Skips the test.</summary>
    [DoesNotReturn]
    public static void GiveUp(string reason)
    {
        CallRecorder.GiveUp();
        Skip.If(true, reason);
        throw new InvalidOperationException(reason);
    }

    /// <summary>Makes a call that not every platform offers. Skips the test with the platform's message on one of the statuses.</summary>
    public static async Task<T> OfferedAsync<T>(Func<Task<T>> call, params int[] statuses)
    {
        try
        {
            return await call();
        }
        catch (AgentPlatformException exception) when (exception.StatusCode is { } status && statuses.Contains((int)status))
        {
            GiveUp($"the platform answers {(int)status}: {exception.ErrorMessage ?? exception.Message}");
            throw;
        }
    }
}
