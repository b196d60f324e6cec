namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>Masks a key for display. The visible end is enough to distinguish keys, but not to use one.</summary>
internal static class KeyMask
{
    public const string Mask = "***";

    // The end of a shorter key would reveal too much of it.
    private const int ShortestToShow = 16;

    public static string Of(string key) => key.Length < ShortestToShow ? Mask : $"{Mask}{key[^4..]}";
}
