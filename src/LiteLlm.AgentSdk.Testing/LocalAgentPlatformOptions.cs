using LiteLlm.AgentSdk.Testing.Templates;
using LiteLlm.AgentSdk.Testing.Terminals;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>How a <see cref="LocalAgentPlatform"/> behaves. All of it has defaults that suit tests.</summary>
public sealed class LocalAgentPlatformOptions
{
    /// <summary>Gets or sets the key that callers have to send.</summary>
    /// <value><c>sk-local</c>.</value>
    public string ApiKey { get; set; } = "sk-local";

    /// <summary>Gets or sets the port to listen on, on the loopback address.</summary>
    /// <value>0: a free one.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets which generation of the HTTP interface is spoken.</summary>
    /// <value><see cref="PlatformGeneration.Auto"/>, which means <see cref="PlatformGeneration.Platform"/>.</value>
    public PlatformGeneration Generation { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the server is not a platform but a LiteLLM Agent Control Plane, which has none of a
    /// platform's calls: an SDK recognizes it and says so.
    /// </summary>
    /// <value><see langword="false"/>.</value>
    public bool IsControlPlane { get; set; }

    /// <summary>Gets or sets the clock, for everything that the platform waits for or writes down.</summary>
    /// <value><see cref="System.TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets what a new session goes through before it is ready. Inline harnesses are ready at once.</summary>
    /// <value><c>creating_sandbox</c>, <c>pod_running</c> and <c>waiting_harness</c> for 20 ms each, then <c>harness_ready</c>.</value>
    public IList<StartupPhase> StartupPhases { get; } =
    [
        new("creating_sandbox", TimeSpan.FromMilliseconds(20)),
        new("pod_running", TimeSpan.FromMilliseconds(20)),
        new("waiting_harness", TimeSpan.FromMilliseconds(20)),
        new("harness_ready", TimeSpan.Zero),
    ];

    /// <summary>Gets or sets why sessions fail after their startup phases; null when they become ready.</summary>
    /// <value>null.</value>
    public string? StartupFailure { get; set; }

    /// <summary>Gets or sets how long a restart or a recovery takes before the history is replayed.</summary>
    /// <value>Zero.</value>
    public TimeSpan RecoveryTime { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the platform can get a new sandbox for a session that lost its own. When not, the session
    /// fails.
    /// </summary>
    /// <value>true.</value>
    public bool CanRecover { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether a session that is deleted while it is created comes back as ready, as on the real platform.
    /// </summary>
    /// <value>false: it stays dead.</value>
    public bool DeletedWhileCreatingComesBack { get; set; }

    /// <summary>Gets or sets after how long a ready session is ended when nothing happens in it; null for never.</summary>
    /// <value>15 minutes. Inline harnesses' sessions are never ended.</value>
    public TimeSpan? IdleTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets what agents do with a message: the steps of a turn, as they come.</summary>
    /// <value>Answers <c>echo: </c> and the message's text.</value>
    public Func<LocalTurn, IAsyncEnumerable<TurnStep>> Script { get; set; } = EchoAsync;

    /// <summary>
    /// Gets or sets a value indicating whether <see cref="LocalAgentPlatform.DisposeAsync"/> throws what a script has thrown. Turn it off
    /// in a test whose script throws on purpose.
    /// </summary>
    /// <value>true.</value>
    public bool RethrowScriptExceptions { get; set; } = true;

    /// <summary>
    /// Gets or sets what runs in the terminals of <c>claude-code</c>, <c>codex</c>, <c>hermes</c> and <c>gemini</c>; when it returns, the
    /// program has ended.
    /// </summary>
    /// <value>
    /// A small shell: echoes what is typed, answers each line with <c>echo: </c> and the line, says when the size changes, ends on
    /// <c>exit</c> or Ctrl-D.
    /// </value>
    public Func<LocalTerminal, Task> Terminal { get; set; } = TerminalShell.RunAsync;

    /// <summary>Gets or sets the time before each piece of text or reasoning, unless the step has its own.</summary>
    /// <value>Zero: as fast as possible.</value>
    public TimeSpan DeltaPace { get; set; }

    /// <summary>
    /// Gets or sets the time between a message's arrival in the thread and the model being asked, by the platform's clock: the minimum that
    /// a turn lasts. A client that sends a message and opens a stream at the same time sees the turn on it, and opencode answers two
    /// messages that arrive within this time together.
    /// </summary>
    /// <value>
    /// null: 50 ms with the system's clock, and none with another <see cref="TimeProvider"/>. Set it to zero for benchmarks and for tests
    /// that run thousands of turns.
    /// </value>
    public TimeSpan? ModelLatency { get; set; }

    /// <summary>
    /// Gets or sets the time between the first and the second end of a turn that failed or was aborted on opencode, by the platform's
    /// clock. Between them the thread's message has neither an error nor a completion, and the session is idle.
    /// </summary>
    /// <value>200 ms.</value>
    public TimeSpan SecondEndDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Gets or sets after how long the platform sends a message again that went through <c>/message</c> and has no reply, while its turn
    /// runs on; null for never. It makes three attempts and answers 502; harnesses that are not inline get a new sandbox after each three,
    /// twice.
    /// </summary>
    /// <value>5 minutes.</value>
    public TimeSpan? ResendAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how long after a restart of a session on an inline harness the replay of its history begins, which the restart does not
    /// wait for. Until then the stored thread is served. Nothing is replayed when it has not begun after 2 seconds.
    /// </summary>
    /// <value>50 ms.</value>
    public TimeSpan ReplayDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets or sets when the thread shows the user's text as a pending entry of the assistant.</summary>
    /// <value><see cref="PendingEntryMode.StreamedTurns"/>.</value>
    public PendingEntryMode PendingEntry { get; set; }

    /// <summary>Gets or sets what the platform adds to the agent's own prompt in front of a session's first message.</summary>
    /// <value>A short sentence.</value>
    public string PlatformInstructions { get; set; } = "You are an agent on a local agent platform.";

    /// <summary>Gets the templates of agents. Putting one with a higher version in another's place makes its agents out of sync.</summary>
    /// <value>Four, as the real platform has them.</value>
    public IList<LocalTemplate> Templates { get; } = [.. BuiltInTemplates.All];

    /// <summary>Gets the models that the gateway behind the platform offers.</summary>
    /// <value>A few.</value>
    public IList<string> Models { get; } =
        ["claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-7", "anthropic/claude-haiku-4-5", "fake-model"];

    /// <summary>
    /// Gets models that nobody offers. A message to an agent with one can't be answered: opencode keeps it in the thread, says
    /// <c>session.error</c> and answers 502; the other harnesses end the turn as failed.
    /// </summary>
    /// <value><c>unknown/model</c>.</value>
    public IList<string> UnknownModels { get; } = ["unknown/model"];

    /// <summary>Gets the MCP servers that the gateway behind the platform offers.</summary>
    /// <value>None.</value>
    public IList<string> McpServers { get; } = [];

    /// <summary>
    /// Gets or sets what answers what the platform passes on to the gateway behind it, which is every path under <c>/api/v1/</c> that it
    /// does not know; null for what a gateway with <see cref="Models"/> and <see cref="McpServers"/> answers.
    /// </summary>
    /// <value>Always null.</value>
    public Func<ReceivedRequest, GatewayAnswer?> Gateway { get; set; } = static _ => null;

    /// <summary>Gets or sets a value indicating whether artifacts can be stored; otherwise they are refused with 503.</summary>
    /// <value>false.</value>
    public bool StoresArtifacts { get; set; }

    /// <summary>Gets or sets the other service that the platform is connected to, and in whose workspaces agents can answer.</summary>
    /// <value><see langword="null"/>: none of those that it knows is switched on.</value>
    public LocalIntegration? Integration { get; set; }

    /// <summary>
    /// Gets or sets the one token of all terminals. The platform then shows it on every session, whatever its harness, as a real one does
    /// whose terminals need a token.
    /// </summary>
    /// <value><see langword="null"/>: each terminal has a token of its own, and no other session shows one.</value>
    public string? TerminalToken { get; set; }

    /// <summary>Gets or sets what carries out a command in a session's sandbox, and answers its output.</summary>
    /// <value>null: <c>echo</c> and <c>cat</c> work, other commands are not found.</value>
    public Func<SandboxCommand, Task<string>>? ExecuteCommand { get; set; }

    /// <summary>Gets or sets what reads a file of a session's sandbox, and answers its text.</summary>
    /// <value>null: the files that <see cref="LocalAgentPlatform.WriteSandboxFile"/> has written.</value>
    public Func<SandboxFileRead, Task<string>>? ReadFile { get; set; }

    internal TimeSpan EffectiveModelLatency =>
        ModelLatency ?? (ReferenceEquals(TimeProvider, TimeProvider.System) ? TimeSpan.FromMilliseconds(50) : TimeSpan.Zero);

    private static async IAsyncEnumerable<TurnStep> EchoAsync(LocalTurn turn)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return TurnStep.Text("echo: " + turn.Text);
    }
}
