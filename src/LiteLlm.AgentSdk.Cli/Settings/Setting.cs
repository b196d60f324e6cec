namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>A value and its source, such as <c>LAP_BASE_URL</c>.</summary>
internal sealed class Setting(string value, string source)
{
    public string Value { get; } = value;

    public string Source { get; } = source;
}
