using System.Net.Http.Headers;

namespace LiteLlm.AgentSdk;

/// <summary>
/// How to reach a platform and how patient to be with it. What is not set comes from the environment
/// (<c>LITELLM_AGENT_PLATFORM_URL</c>, <c>LITELLM_AGENT_PLATFORM_KEY</c>) or from the defaults named below.
/// </summary>
/// <remarks>
/// A client takes a copy when it is made: later changes to the object do not reach it. Configuration binds to everything here
/// but delegates and <see cref="TimeProvider"/>.
/// </remarks>
/// <example>
/// <code>
/// using var platform = new AgentPlatformClient(new AgentPlatformOptions
/// {
///     BaseUrl = new Uri("https://lap.acme.dev"),
///     ApiKey = key,
///     TurnTimeout = TimeSpan.FromMinutes(20),
/// });
/// </code>
/// </example>
public sealed class AgentPlatformOptions
{
    /// <summary>The environment variable that <see cref="BaseUrl"/> falls back to.</summary>
    public const string BaseUrlVariable = "LITELLM_AGENT_PLATFORM_URL";

    /// <summary>The environment variable that <see cref="ApiKey"/> falls back to.</summary>
    public const string ApiKeyVariable = "LITELLM_AGENT_PLATFORM_KEY";

    /// <summary>The environment variable that <see cref="GatewayUrl"/> falls back to.</summary>
    public const string GatewayUrlVariable = "LITELLM_GATEWAY_URL";

    /// <summary>The environment variable that <see cref="GatewayKey"/> falls back to.</summary>
    public const string GatewayKeyVariable = "LITELLM_GATEWAY_KEY";

    /// <summary>
    /// Gets or sets the platform's address: <c>https://host</c>, with or without <c>/api</c>, <c>/api/v1</c> or
    /// <c>/api/v1/managed_agents</c>, with or without a gateway's own prefix.
    /// </summary>
    /// <value>Default: the environment variable <c>LITELLM_AGENT_PLATFORM_URL</c>.</value>
    public Uri? BaseUrl { get; set; }

    /// <summary>Gets or sets the platform's key, sent as <c>Authorization: Bearer</c>. White space around it is taken off.</summary>
    /// <value>Default: the environment variable <c>LITELLM_AGENT_PLATFORM_KEY</c>.</value>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Gets or sets address and key in one text: <c>Endpoint=https://lap.acme.dev;Key=sk-...</c>. What it holds goes ahead of
    /// <see cref="BaseUrl"/> and <see cref="ApiKey"/>; without a <c>Key</c>, <see cref="ApiKey"/> is used. A value with a semicolon stands
    /// in double quotes.
    /// </summary>
    /// <value>
    /// Default: <see langword="null"/>. A platform that is registered under a name has <c>ConnectionStrings:{name}</c> of the
    /// configuration.
    /// </value>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Gets or sets what is asked for the key before each request, for keys that rotate. Goes ahead of <see cref="ApiKey"/>.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether to let the key travel over plain <c>http</c> to a host that is not this machine.
    /// </summary>
    /// <value>Default: <see langword="false"/>; such an address is refused.</value>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>Gets or sets which generation of the wire the server speaks.</summary>
    /// <value>Default: <see cref="PlatformGeneration.Auto"/>, found out on the first call and remembered.</value>
    public PlatformGeneration Generation { get; set; }

    /// <summary>Gets or sets the longest that one attempt of an ordinary call may take, its body included.</summary>
    /// <value>Default: 100 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Gets or sets the longest that a whole turn may take, from the message to its reply. The only limit over a turn, which may be silent
    /// for as long as the agent works.
    /// </summary>
    /// <value>Default: 60 minutes. <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>
    /// Gets or sets how long a stream may bring no byte before the session is asked how it is. Silence is not a fault here (a healthy idle
    /// stream sends nothing); a caller who reads slowly never trips it.
    /// </summary>
    /// <value>Default: 90 seconds. <see cref="Timeout.InfiniteTimeSpan"/> to never ask.</value>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Gets or sets the longest that a session may take to become ready.</summary>
    /// <value>Default: 10 minutes, after which the platform itself gives up.</value>
    public TimeSpan ReadyTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets the longest that a message waits for an earlier turn of the same session to end before it is sent.</summary>
    /// <value>Default: 10 minutes.</value>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets when and how calls that are safe to repeat are repeated.</summary>
    /// <value>Default: 3 retries, from 0.5 to 30 seconds apart.</value>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Gets or sets how lost streams and lost answers are made good.</summary>
    /// <value>Default: on; see <see cref="HealingOptions"/>.</value>
    public HealingOptions Healing { get; set; } = new();

    /// <summary>
    /// Gets or sets the largest single event that a stream may bring, in bytes. A larger one is a protocol error, not an out-of-memory.
    /// </summary>
    /// <value>Default: 64 MiB.</value>
    public int MaxEventBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Gets headers added to every request, for a gateway in front of the platform. They can't replace <c>Authorization</c>.
    /// </summary>
    /// <value>Default: none.</value>
    public IDictionary<string, string> ExtraHeaders { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gets or sets the program that is named ahead of the SDK's own name in <c>User-Agent</c>, such as <c>MyApp/1.2</c>.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public string? UserAgent { get; set; }

    /// <summary>
    /// Gets or sets the LiteLLM gateway's address, forwarded to older servers when an agent is created (<c>litellm_api_base</c>).
    /// </summary>
    /// <value>Default: the environment variable <c>LITELLM_GATEWAY_URL</c>; not sent when that is unset too.</value>
    public string? GatewayUrl { get; set; }

    /// <summary>
    /// Gets or sets the LiteLLM gateway's key, forwarded to older servers when an agent is created (<c>litellm_api_key</c>).
    /// </summary>
    /// <value>Default: the environment variable <c>LITELLM_GATEWAY_KEY</c>; not sent when that is unset too.</value>
    public string? GatewayKey { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether to let what is said into telemetry: messages and replies onto spans
    /// (<c>gen_ai.input.messages</c>, <c>gen_ai.output.messages</c>, <c>gen_ai.system_instructions</c>), and the bodies of calls and the
    /// events of streams into the log, at <c>Trace</c>. Keys, tokens and the values of environment variables stay out even then, where the
    /// SDK knows them for what they are.
    /// </summary>
    /// <value>
    /// Default: the environment variable <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c>; <see langword="false"/> when that is
    /// unset too.
    /// </value>
    public bool? EnableSensitiveData { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the SDK itself reports turns: the span <c>invoke_agent</c>, and the duration, the time to
    /// the first chunk and the tokens of turns in the <c>gen_ai.client</c> metrics. Turn it off where something else reports the same
    /// turns, such as <c>UseOpenTelemetry</c> of Microsoft.Extensions.AI or of Microsoft Agent Framework, so that tokens are counted once.
    /// All other spans and metrics stay.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool EnableTurnTelemetry { get; set; } = true;

    /// <summary>Gets or sets the clock of everything that waits, retries or times out.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Names the address alone: a key is never printed.</summary>
    /// <returns>The type's name and the address.</returns>
    public override string ToString() => $"{nameof(AgentPlatformOptions)} {{ {nameof(BaseUrl)} = {Shown(BaseUrl)} }}";

    /// <summary>Gets the address without what may be secret in it.</summary>
    internal Uri? ShownBaseUrl => BaseUrl is { IsAbsoluteUri: true } ? new Uri(Shown(BaseUrl)) : null;

    /// <summary>An address without what may be secret in it.</summary>
    internal static string Shown(Uri? address) => address is null ? "(none)"
        : address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : "(no absolute address)";

    /// <summary>Gets what must never be seen again, whoever echoes it.</summary>
    internal IEnumerable<string> Secrets
    {
        get
        {
            // Without LINQ, whose generic code over pairs is most of what this would cost in a native program.
            foreach ((_, string value) in Headers)
            {
                yield return value;
            }

            if (GatewayKey is { } key)
            {
                yield return key;
            }
        }
    }

    /// <summary>Gets a value indicating whether telemetry may show what is said.</summary>
    internal bool ShowsContent => EnableSensitiveData == true;

    /// <summary>The options as a client holds them: filled up from the environment, trimmed, and its own.</summary>
    internal AgentPlatformOptions Resolve()
    {
        AgentPlatformOptions copy = (AgentPlatformOptions)MemberwiseClone();
        PlatformConnectionString? connection =
            string.IsNullOrWhiteSpace(ConnectionString) ? null : PlatformConnectionString.Parse(ConnectionString);
        copy.ApiKey = Given(connection?.Key ?? ApiKey, ApiKeyVariable);
        copy.ConnectionProblems = connection?.Problems ?? [];
        copy.IsEndpointOfConnection = connection?.Endpoint is not null;
        copy.IsKeyOfConnection = connection?.Key is not null;
        copy.GatewayUrl = Given(GatewayUrl, GatewayUrlVariable);
        copy.GatewayKey = Given(GatewayKey, GatewayKeyVariable);
        copy.Retry = Retry?.Clone()!; // null is for validation to name
        copy.Healing = Healing?.Clone()!;
        copy.EnableSensitiveData ??= Environment.GetEnvironmentVariable(AgentPlatformTelemetry.CaptureContentVariable)?.Trim().ToUpperInvariant() is "TRUE" or "1" or "SPAN_ONLY" or "SPAN_AND_EVENT";
        copy._frozenHeaders = [.. ExtraHeaders];
        if ((connection?.Endpoint ?? (BaseUrl is null ? Given(null, BaseUrlVariable) : null)) is { } url)
        {
            // An address that does not parse stays visible to validation, which names it.
            copy.BaseUrl = Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) ? parsed : new Uri("/", UriKind.Relative);
        }

        return copy;
    }

    /// <summary>Gets what is wrong with the connection string, as far as it is a connection string's affair.</summary>
    internal IReadOnlyList<ValidationError> ConnectionProblems { get; private set; } = [];

    /// <summary>Gets a value indicating whether the address stood in the connection string.</summary>
    internal bool IsEndpointOfConnection { get; private set; }

    /// <summary>Gets a value indicating whether the key stood in the connection string.</summary>
    internal bool IsKeyOfConnection { get; private set; }

    private KeyValuePair<string, string>[]? _frozenHeaders;

    /// <summary>Gets the extra headers as they were when the client was made.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers => _frozenHeaders ?? [.. ExtraHeaders];

    private static string? Given(string? value, string variable)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            value = Environment.GetEnvironmentVariable(variable);
        }

        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <summary>Gets what is sent as <c>User-Agent</c>.</summary>
    internal string FullUserAgent => UserAgent is { Length: > 0 } own ? $"{own} {SdkName}" : SdkName;

    private static readonly string SdkName =
        new ProductInfoHeaderValue("LiteLlm.AgentSdk", typeof(AgentPlatformOptions).Assembly.GetName().Version?.ToString(3)
            ?? "0").ToString();
}
