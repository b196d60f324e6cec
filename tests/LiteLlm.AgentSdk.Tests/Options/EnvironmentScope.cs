namespace LiteLlm.AgentSdk.Tests.Options;

/// <summary>Sets the SDK's environment variables and restores them.</summary>
internal sealed class EnvironmentScope : IDisposable
{
    private static readonly string[] Names =
    [
        AgentPlatformOptions.BaseUrlVariable, AgentPlatformOptions.ApiKeyVariable, AgentPlatformOptions.GatewayUrlVariable,
            AgentPlatformOptions.GatewayKeyVariable,
    ];

    private readonly string?[] _before = [.. Names.Select(Environment.GetEnvironmentVariable)];

    public EnvironmentScope(string? url = null, string? key = null, string? gatewayUrl = null, string? gatewayKey = null) =>
        Set(url, key, gatewayUrl, gatewayKey);

    public void Dispose() => Set(_before);

    private static void Set(params string?[] values)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            Environment.SetEnvironmentVariable(Names[i], values[i]);
        }
    }
}
