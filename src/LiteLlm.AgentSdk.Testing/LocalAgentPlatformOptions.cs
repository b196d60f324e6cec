using LiteLlm.AgentSdk.Testing.Templates;
using LiteLlm.AgentSdk.Testing.Terminals;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>The options of a <see cref="LocalAgentPlatform"/>. All have defaults that suit tests.</summary>
public sealed class LocalAgentPlatformOptions
{
    /// <summary>Gets or sets the API key that requests must have.</summary>
    /// <value><c>sk-local</c>.</value>
    public string ApiKey { get; set; } = "sk-local";

    /// <summary>Gets or sets the port of the loopback address on which the platform listens.</summary>
    /// <value>0: any free port.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets the generation of the HTTP interface that the platform has.</summary>
    /// <value><see cref="PlatformGeneration.Auto"/>, which means <see cref="PlatformGeneration.Platform"/>.</value>
    public PlatformGeneration Generation { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the server is a LiteLLM Agent Control Plane instead of a platform. A control plane has none
    /// of the platform's calls; the SDK recognizes it and reports an error.
    /// </summary>
    /// <value><see langword="false"/>.</value>
    public bool IsControlPlane { get; set; }

    /// <summary>Gets or sets the clock for all delays and times of the platform.</summary>
    /// <value><see cref="System.TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets the phases of a new session before it is ready. Sessions of inline harnesses are ready at once.</summary>
    /// <value><c>creating_sandbox</c>, <c>pod_running</c> and <c>waiting_harness</c> for 20 ms each, then <c>harness_ready</c>.</value>
    public IList<StartupPhase> StartupPhases { get; } =
    [
        new("creating_sandbox", TimeSpan.FromMilliseconds(20)),
        new("pod_running", TimeSpan.FromMilliseconds(20)),
        new("waiting_harness", TimeSpan.FromMilliseconds(20)),
        new("harness_ready", TimeSpan.Zero),
    ];

    /// <summary>Gets or sets the error with which sessions fail after their startup phases; null if they become ready.</summary>
    /// <value>null.</value>
    public string? StartupFailure { get; set; }

    /// <summary>Gets or sets the time that a restart or a recovery takes before the history is replayed.</summary>
    /// <value>Zero.</value>
    public TimeSpan RecoveryTime { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the platform can get a new sandbox for a session that lost its sandbox. If not, the
    /// session fails.
    /// </summary>
    /// <value>true.</value>
    public bool CanRecover { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether a session that is deleted during its creation becomes ready later, as on the real platform.
    /// </summary>
    /// <value>false: it stays dead.</value>
    public bool DeletedWhileCreatingComesBack { get; set; }

    /// <summary>Gets or sets the idle time after which a ready session ends; null for no limit.</summary>
    /// <value>15 minutes. Sessions of inline harnesses have no limit.</value>
    public TimeSpan? IdleTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets the script that returns the steps of each turn.</summary>
    /// <value>Replies with <c>echo: </c> and the message's text.</value>
    public Func<LocalTurn, IAsyncEnumerable<TurnStep>> Script { get; set; } = EchoAsync;

    /// <summary>
    /// Gets or sets a value indicating whether <see cref="LocalAgentPlatform.DisposeAsync"/> throws the exception of a script. Set it to
    /// false in a test whose script throws on purpose.
    /// </summary>
    /// <value>true.</value>
    public bool RethrowScriptExceptions { get; set; } = true;

    /// <summary>
    /// Gets or sets the program that runs in the terminals of <c>claude-code</c>, <c>codex</c>, <c>hermes</c> and <c>gemini</c>. The
    /// program ends when the task completes.
    /// </summary>
    /// <value>
    /// A small shell: it echoes typed characters, replies to each line with <c>echo: </c> and the line, prints each new size, and ends
    /// on <c>exit</c> or Ctrl-D.
    /// </value>
    public Func<LocalTerminal, Task> Terminal { get; set; } = TerminalShell.RunAsync;

    /// <summary>Gets or sets the time before each piece of text or reasoning, for steps that set none themselves.</summary>
    /// <value>Zero: as fast as possible.</value>
    public TimeSpan DeltaPace { get; set; }

    /// <summary>
    /// Gets or sets the time between a message's arrival in the thread and the request to the model, by the platform's clock. A turn takes
    /// at least this time. A client that sends a message and opens a stream at the same time therefore gets the turn's events, and opencode
    /// replies once to two messages that arrive within this time.
    /// </summary>
    /// <value>
    /// null: 50 ms with the system's clock, and zero with another <see cref="TimeProvider"/>. Set it to zero for benchmarks and for tests
    /// that run thousands of turns.
    /// </value>
    public TimeSpan? ModelLatency { get; set; }

    /// <summary>
    /// Gets or sets the time between the two end events that opencode sends for a failed or aborted turn, by the platform's clock. Between
    /// them the message in the thread has neither an error nor a completion time, and the session is idle.
    /// </summary>
    /// <value>200 ms.</value>
    public TimeSpan SecondEndDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Gets or sets the time after which the platform sends a message of <c>/message</c> again if it has no reply, although its turn still
    /// runs; null for never. After three attempts the platform returns 502. With a harness that is not inline it first gets a new sandbox
    /// and makes three more attempts, twice.
    /// </summary>
    /// <value>5 minutes.</value>
    public TimeSpan? ResendAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the time between the restart of a session on an inline harness and the replay of its history. The restart does not wait
    /// for the replay; until then the platform returns the stored thread. A replay that has not begun after 2 seconds is skipped.
    /// </summary>
    /// <value>50 ms.</value>
    public TimeSpan ReplayDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets or sets the turns during which the thread has the user's text as a pending entry of the assistant.</summary>
    /// <value><see cref="PendingEntryMode.StreamedTurns"/>.</value>
    public PendingEntryMode PendingEntry { get; set; }

    /// <summary>Gets or sets the text that the platform adds to the agent's prompt before a session's first message.</summary>
    /// <value>A short sentence.</value>
    public string PlatformInstructions { get; set; } = "You are an agent on a local agent platform.";

    /// <summary>Gets the agent templates. If you replace a template by a higher version, its agents become out of sync.</summary>
    /// <value>The four templates of the real platform.</value>
    public IList<LocalTemplate> Templates { get; } = [.. BuiltInTemplates.All];

    /// <summary>Gets the models that the gateway behind the platform offers.</summary>
    /// <value>A few.</value>
    public IList<string> Models { get; } =
        ["claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-7", "anthropic/claude-haiku-4-5", "fake-model"];

    /// <summary>
    /// Gets models that the gateway does not offer. A turn of an agent with such a model fails: opencode keeps the message in the thread,
    /// sends <c>session.error</c> and returns 502; the other harnesses end the turn as failed.
    /// </summary>
    /// <value><c>unknown/model</c>.</value>
    public IList<string> UnknownModels { get; } = ["unknown/model"];

    /// <summary>Gets the MCP servers that the gateway behind the platform offers.</summary>
    /// <value>None.</value>
    public IList<string> McpServers { get; } = [];

    /// <summary>
    /// Gets or sets the function that responds for the gateway behind the platform. The platform passes each request on whose path under
    /// <c>/api/v1/</c> it does not know. If the function returns null, the response is that of a gateway with <see cref="Models"/> and
    /// <see cref="McpServers"/>.
    /// </summary>
    /// <value>A function that always returns null.</value>
    public Func<ReceivedRequest, GatewayAnswer?> Gateway { get; set; } = static _ => null;

    /// <summary>Gets or sets a value indicating whether the platform stores artifacts; if not, it returns 503 for them.</summary>
    /// <value>false.</value>
    public bool StoresArtifacts { get; set; }

    /// <summary>Gets or sets the external service to which the platform is connected. Agents can reply in its workspaces.</summary>
    /// <value><see langword="null"/>: no service is enabled.</value>
    public LocalIntegration? Integration { get; set; }

    /// <summary>
    /// Gets or sets one token for all terminals. The platform then returns it with every session of every harness, like a real platform
    /// whose terminals need a token.
    /// </summary>
    /// <value><see langword="null"/>: each terminal has its own token, and sessions without a terminal have none.</value>
    public string? TerminalToken { get; set; }

    /// <summary>Gets or sets the function that runs a command in a session's sandbox and returns its output.</summary>
    /// <value>null: the sandbox has the commands <c>echo</c> and <c>cat</c> only.</value>
    public Func<SandboxCommand, Task<string>>? ExecuteCommand { get; set; }

    /// <summary>Gets or sets the function that reads a file of a session's sandbox and returns its text.</summary>
    /// <value>null: the sandbox has the files that <see cref="LocalAgentPlatform.WriteSandboxFile"/> has written.</value>
    public Func<SandboxFileRead, Task<string>>? ReadFile { get; set; }

    internal TimeSpan EffectiveModelLatency =>
        ModelLatency ?? (ReferenceEquals(TimeProvider, TimeProvider.System) ? TimeSpan.FromMilliseconds(50) : TimeSpan.Zero);

    private static async IAsyncEnumerable<TurnStep> EchoAsync(LocalTurn turn)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return TurnStep.Text("echo: " + turn.Text);
    }
}
