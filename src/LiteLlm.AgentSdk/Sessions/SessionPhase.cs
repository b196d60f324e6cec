using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>How far the making of a session is. The set is open and not always passed through in order.</summary>
[JsonConverter(typeof(OpenStringConverter<SessionPhase>))]
public readonly record struct SessionPhase : IOpenString<SessionPhase>
{
    private readonly string? _value;

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public SessionPhase(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary><c>creating_sandbox</c>: The sandbox is being asked for.</summary>
    public static SessionPhase CreatingSandbox { get; } = new("creating_sandbox");

    /// <summary><c>pod_pending</c>: The pod waits for a node.</summary>
    public static SessionPhase PodPending { get; } = new("pod_pending");

    /// <summary><c>pod_running</c>: The pod runs.</summary>
    public static SessionPhase PodRunning { get; } = new("pod_running");

    /// <summary><c>injecting_files</c>: Files are being put into the sandbox.</summary>
    public static SessionPhase InjectingFiles { get; } = new("injecting_files");

    /// <summary><c>waiting_harness</c>: The harness is starting.</summary>
    public static SessionPhase WaitingHarness { get; } = new("waiting_harness");

    /// <summary><c>harness_ready</c>: The harness has started.</summary>
    public static SessionPhase HarnessReady { get; } = new("harness_ready");

    /// <summary><c>cloning_repo</c>: The repository is being cloned.</summary>
    public static SessionPhase CloningRepo { get; } = new("cloning_repo");

    /// <summary><c>installing_deps</c>: Dependencies are being installed.</summary>
    public static SessionPhase InstallingDependencies { get; } = new("installing_deps");

    /// <summary><c>harness_listening</c>: The harness answers.</summary>
    public static SessionPhase HarnessListening { get; } = new("harness_listening");

    /// <summary><c>ready</c>: The session takes messages.</summary>
    public static SessionPhase Ready { get; } = new("ready");

    /// <summary>The platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator SessionPhase(string? value) => new(value);

    static SessionPhase IOpenString<SessionPhase>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
