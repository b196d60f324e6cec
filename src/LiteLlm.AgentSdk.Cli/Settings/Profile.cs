namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>A platform that somebody has logged in to.</summary>
internal sealed class Profile
{
    public const string DefaultName = "default";

    public string? BaseUrl { get; init; }

    public string? ApiKey { get; init; }

    public bool AllowHttp { get; init; }

    /// <summary>Gets the agent that <c>lap</c> by itself talks to.</summary>
    public string? Agent { get; init; }
}
