namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>The address and key of a platform. Not a record, because ToString of a record would print the key.</summary>
internal sealed class Connection
{
    public required Uri BaseUrl { get; init; }

    public required string ApiKey { get; init; }

    public bool AllowHttp { get; init; }
}
