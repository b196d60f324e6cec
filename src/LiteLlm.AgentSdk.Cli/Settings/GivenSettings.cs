namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>The platform's settings on the command line.</summary>
internal sealed class GivenSettings(string? baseUrl, string? apiKey, string? profile, bool allowHttp)
{
    public string? BaseUrl { get; } = baseUrl;

    public string? ApiKey { get; } = apiKey;

    public string? Profile { get; } = profile;

    public bool AllowHttp { get; } = allowHttp;
}
