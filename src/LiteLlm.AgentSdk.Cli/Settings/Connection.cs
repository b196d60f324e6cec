namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>A platform to talk to. Carries its key, so it is not a record: nothing prints it.</summary>
internal sealed class Connection
{
    public required Uri BaseUrl { get; init; }

    public required string ApiKey { get; init; }

    public bool AllowHttp { get; init; }
}
