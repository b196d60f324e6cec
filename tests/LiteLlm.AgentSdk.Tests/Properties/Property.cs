using FsCheck;
using FsCheck.Fluent;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.FSharp.Core;

namespace LiteLlm.AgentSdk.Tests.Properties;

/// <summary>
/// Checks that a property holds for random cases. The seed is fixed unless LITELLM_SDK_SEED is set, and LITELLM_SDK_PROPERTY_CASES sets the
/// number of cases. A failure names both, and the smallest case that still fails.
/// </summary>
internal static class Property
{
    public static void Hold<T>(int usualSeed, int usualCases, Gen<T> cases, Func<T, IEnumerable<T>> smaller, Func<T, Task> check)
    {
        int seed = Seeds.Of(usualSeed);
        int count = Seeds.Rounds("LITELLM_SDK_PROPERTY_CASES", usualCases);
        Config config = Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd((ulong)seed), FSharpOption<int>.None)));
        try
        {
            Prop.ForAll(Arb.From(cases, smaller), value =>
            {
                // Runs outside the test's synchronization context, since a property blocks.
                Task.Run(() => check(value)).GetAwaiter().GetResult();
                return true;
            }).Check(config);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"LITELLM_SDK_SEED={seed} LITELLM_SDK_PROPERTY_CASES={count}: {e.Message}", e);
        }
    }
}
