namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>A saved platform with its key.</summary>
internal sealed class Profile
{
    public const string DefaultName = "default";

    public string? BaseUrl { get; init; }

    public string? ApiKey { get; init; }

    public bool AllowHttp { get; init; }

    /// <summary>Gets the default agent of <c>lap</c>.</summary>
    public string? Agent { get; init; }
}
