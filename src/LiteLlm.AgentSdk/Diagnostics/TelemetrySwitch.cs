namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// Whether there is telemetry at all. A trimmed program that has no use for it turns it off (<c>RuntimeHostConfigurationOption</c>,
/// <c>Trim="true"</c>), and the trimmer takes the code out: ILLink.Substitutions.xml tells it what the switch means.
/// </summary>
internal static class TelemetrySwitch
{
    public const string Name = "LiteLlm.AgentSdk.Telemetry.IsSupported";

    public static bool IsSupported { get; } = !AppContext.TryGetSwitch(Name, out bool isOn) || isOn;
}
