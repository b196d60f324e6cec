using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>How far the making of a session is. The set is open and not always passed through in order.</summary>
[JsonConverter(typeof(OpenStringConverter<SessionPhase>))]
public readonly record struct SessionPhase : IOpenString<SessionPhase>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="SessionPhase"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public SessionPhase(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>creating_sandbox</c>: the sandbox is being asked for.</summary>
    public static SessionPhase CreatingSandbox { get; } = new("creating_sandbox");

    /// <summary>Gets <c>pod_pending</c>: the pod waits for a node.</summary>
    public static SessionPhase PodPending { get; } = new("pod_pending");

    /// <summary>Gets <c>pod_running</c>: the pod runs.</summary>
    public static SessionPhase PodRunning { get; } = new("pod_running");

    /// <summary>Gets <c>injecting_files</c>: files are being put into the sandbox.</summary>
    public static SessionPhase InjectingFiles { get; } = new("injecting_files");

    /// <summary>Gets <c>waiting_harness</c>: the harness is starting.</summary>
    public static SessionPhase WaitingHarness { get; } = new("waiting_harness");

    /// <summary>Gets <c>harness_ready</c>: the harness has started.</summary>
    public static SessionPhase HarnessReady { get; } = new("harness_ready");

    /// <summary>Gets <c>cloning_repo</c>: the repository is being cloned.</summary>
    public static SessionPhase CloningRepo { get; } = new("cloning_repo");

    /// <summary>Gets <c>installing_deps</c>: dependencies are being installed.</summary>
    public static SessionPhase InstallingDependencies { get; } = new("installing_deps");

    /// <summary>Gets <c>harness_listening</c>: the harness answers.</summary>
    public static SessionPhase HarnessListening { get; } = new("harness_listening");

    /// <summary>Gets <c>ready</c>: the session takes messages.</summary>
    public static SessionPhase Ready { get; } = new("ready");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator SessionPhase(string? value) => new(value);

    static SessionPhase IOpenString<SessionPhase>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
