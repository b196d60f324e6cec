namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// The feature switch for telemetry. A trimmed program can turn it off (<c>RuntimeHostConfigurationOption</c>, <c>Trim="true"</c>). Then
/// the trimmer removes the code; ILLink.Substitutions.xml maps the switch to <see cref="IsSupported"/>.
/// </summary>
internal static class TelemetrySwitch
{
    public const string Name = "LiteLlm.AgentSdk.Telemetry.IsSupported";

    public static bool IsSupported { get; } = !AppContext.TryGetSwitch(Name, out bool isOn) || isOn;
}
