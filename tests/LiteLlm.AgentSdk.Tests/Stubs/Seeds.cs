using System.Globalization;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>Where random tests get their chance and their length from: fixed unless the environment says otherwise.</summary>
internal static class Seeds
{
    /// <summary>LITELLM_SDK_SEED, or the test's own.</summary>
    public static int Of(int usual) => Number("LITELLM_SDK_SEED") ?? usual;

    /// <summary>How many rounds: what the variable says, or the usual number.</summary>
    public static int Rounds(string variable, int usual) => Number(variable) ?? usual;

    /// <summary>The chance of one round of a run: the same whatever the other rounds do, and in whatever order they run.</summary>
    public static Random Round(int seed, int round) => new(unchecked((seed * 1_000_003) + round));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : null;
}
