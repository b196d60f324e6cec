namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>A key as it may be shown: enough to tell two apart, too little to use.</summary>
internal static class KeyMask
{
    public const string Mask = "***";

    // Of a shorter key, its end would be too much of it.
    private const int ShortestToShow = 16;

    public static string Of(string key) => key.Length < ShortestToShow ? Mask : $"{Mask}{key[^4..]}";
}
