namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>A value and where it is from, such as <c>LAP_BASE_URL</c>.</summary>
internal sealed class Setting(string value, string source)
{
    public string Value { get; } = value;

    public string Source { get; } = source;
}
