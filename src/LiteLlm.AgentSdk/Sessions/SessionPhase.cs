using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The phase of a session's creation. The set is open: the platform may send other values. The order of the phases may vary.
/// </summary>
[JsonConverter(typeof(OpenStringConverter<SessionPhase>))]
public readonly record struct SessionPhase : IOpenString<SessionPhase>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="SessionPhase"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public SessionPhase(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>creating_sandbox</c>: the platform is requesting the sandbox.</summary>
    public static SessionPhase CreatingSandbox { get; } = new("creating_sandbox");

    /// <summary>Gets <c>pod_pending</c>: the pod is waiting for a node.</summary>
    public static SessionPhase PodPending { get; } = new("pod_pending");

    /// <summary>Gets <c>pod_running</c>: the pod is running.</summary>
    public static SessionPhase PodRunning { get; } = new("pod_running");

    /// <summary>Gets <c>injecting_files</c>: files are being copied to the sandbox.</summary>
    public static SessionPhase InjectingFiles { get; } = new("injecting_files");

    /// <summary>Gets <c>waiting_harness</c>: the harness is starting.</summary>
    public static SessionPhase WaitingHarness { get; } = new("waiting_harness");

    /// <summary>Gets <c>harness_ready</c>: the harness has started.</summary>
    public static SessionPhase HarnessReady { get; } = new("harness_ready");

    /// <summary>Gets <c>cloning_repo</c>: the repository is being cloned.</summary>
    public static SessionPhase CloningRepo { get; } = new("cloning_repo");

    /// <summary>Gets <c>installing_deps</c>: dependencies are being installed.</summary>
    public static SessionPhase InstallingDependencies { get; } = new("installing_deps");

    /// <summary>Gets <c>harness_listening</c>: the harness responds to requests.</summary>
    public static SessionPhase HarnessListening { get; } = new("harness_listening");

    /// <summary>Gets <c>ready</c>: the session accepts messages.</summary>
    public static SessionPhase Ready { get; } = new("ready");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="SessionPhase"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator SessionPhase(string? value) => new(value);

    static SessionPhase IOpenString<SessionPhase>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}
