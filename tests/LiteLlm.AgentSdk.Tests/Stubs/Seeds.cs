using System.Globalization;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>The seeds and lengths of random tests, which are fixed unless the environment sets them.</summary>
internal static class Seeds
{
    /// <summary>Returns LITELLM_SDK_SEED, or the usual seed of the test.</summary>
    public static int Of(int usual) => Number("LITELLM_SDK_SEED") ?? usual;

    /// <summary>Returns the number of rounds: the value of the variable, or the usual number.</summary>
    public static int Rounds(string variable, int usual) => Number(variable) ?? usual;

    /// <summary>Returns the random numbers of one round, which don't depend on the other rounds or their order.</summary>
    public static Random Round(int seed, int round) => new(unchecked((seed * 1_000_003) + round));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : null;
}
