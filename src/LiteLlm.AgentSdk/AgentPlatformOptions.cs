using System.Net.Http.Headers;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The options of <see cref="AgentPlatformClient"/>: address, key, timeouts and retries. Options that are not set come from the
/// environment (<c>LITELLM_AGENT_PLATFORM_URL</c>, <c>LITELLM_AGENT_PLATFORM_KEY</c>) or have the default that their documentation says.
/// </summary>
/// <remarks>
/// A client copies the options when it is created; later changes of the object have no effect on it. Configuration can set all options
/// except delegates and <see cref="TimeProvider"/>.
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
    /// <summary>The environment variable with the default of <see cref="BaseUrl"/>.</summary>
    public const string BaseUrlVariable = "LITELLM_AGENT_PLATFORM_URL";

    /// <summary>The environment variable with the default of <see cref="ApiKey"/>.</summary>
    public const string ApiKeyVariable = "LITELLM_AGENT_PLATFORM_KEY";

    /// <summary>The environment variable with the default of <see cref="GatewayUrl"/>.</summary>
    public const string GatewayUrlVariable = "LITELLM_GATEWAY_URL";

    /// <summary>The environment variable with the default of <see cref="GatewayKey"/>.</summary>
    public const string GatewayKeyVariable = "LITELLM_GATEWAY_KEY";

    /// <summary>
    /// Gets or sets the platform's address: <c>https://host</c>, with or without <c>/api</c>, <c>/api/v1</c> or
    /// <c>/api/v1/managed_agents</c>, and with or without the prefix of a gateway.
    /// </summary>
    /// <value>Default: the environment variable <c>LITELLM_AGENT_PLATFORM_URL</c>.</value>
    public Uri? BaseUrl { get; set; }

    /// <summary>Gets or sets the API key, which is sent as <c>Authorization: Bearer</c>. White space around it is removed.</summary>
    /// <value>Default: the environment variable <c>LITELLM_AGENT_PLATFORM_KEY</c>.</value>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Gets or sets the address and the key as a connection string: <c>Endpoint=https://lap.acme.dev;Key=sk-...</c>. Its values override
    /// <see cref="BaseUrl"/> and <see cref="ApiKey"/>; without a <c>Key</c>, <see cref="ApiKey"/> is used. Put a value with a semicolon in
    /// double quotes.
    /// </summary>
    /// <value>
    /// Default: <see langword="null"/>. For a platform that is registered under a name: <c>ConnectionStrings:{name}</c> of the
    /// configuration.
    /// </value>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Gets or sets a delegate that returns the API key for each request, for keys that rotate. It overrides <see cref="ApiKey"/>.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the key may be sent unencrypted, over <c>http</c>, to another machine.
    /// </summary>
    /// <value>Default: <see langword="false"/>, which rejects such an address.</value>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>Gets or sets the generation of the server's API.</summary>
    /// <value>Default: <see cref="PlatformGeneration.Auto"/>, which detects it on the first call.</value>
    public PlatformGeneration Generation { get; set; }

    /// <summary>Gets or sets the timeout of one attempt of an ordinary call, including its body.</summary>
    /// <value>Default: 100 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Gets or sets the timeout of a whole turn, from the message to its reply. It is the only timeout of a turn, because the platform may
    /// send nothing while the agent works.
    /// </summary>
    /// <value>Default: 60 minutes. <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>
    /// Gets or sets how long a stream may bring no event of the session before the SDK reads the session's status. Heartbeats do not count.
    /// Silence alone is not an error, because a healthy idle stream sends nothing. A caller that reads slowly does not trigger it.
    /// </summary>
    /// <value>Default: 90 seconds. <see cref="Timeout.InfiniteTimeSpan"/> to turn the check off.</value>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Gets or sets the timeout for a session to become ready.</summary>
    /// <value>Default: 10 minutes, the platform's own limit.</value>
    public TimeSpan ReadyTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets the timeout for earlier turns of the same session, for which a message waits before it is sent.</summary>
    /// <value>Default: 10 minutes.</value>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how calls that are safe to repeat are retried.</summary>
    /// <value>Default: 3 retries, from 0.5 to 30 seconds apart.</value>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Gets or sets how the SDK recovers from lost streams and lost responses.</summary>
    /// <value>Default: on; see <see cref="HealingOptions"/>.</value>
    public HealingOptions Healing { get; set; } = new();

    /// <summary>
    /// Gets or sets the largest size of one event of a stream, in bytes. A larger event throws an <see cref="AgentPlatformException"/>, so
    /// that it can't exhaust the memory.
    /// </summary>
    /// <value>Default: 64 MiB.</value>
    public int MaxEventBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Gets headers to add to every request, for a gateway in front of the platform. They can't replace <c>Authorization</c>.
    /// </summary>
    /// <value>Default: none.</value>
    public IDictionary<string, string> ExtraHeaders { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gets or sets the program's name and version, such as <c>MyApp/1.2</c>, which precede the SDK's in <c>User-Agent</c>.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public string? UserAgent { get; set; }

    /// <summary>
    /// Gets or sets the URL of the LiteLLM gateway, which is sent when an agent is created (<c>litellm_api_base</c>), for older servers.
    /// </summary>
    /// <value>Default: the environment variable <c>LITELLM_GATEWAY_URL</c>; if that is not set either, nothing is sent.</value>
    public string? GatewayUrl { get; set; }

    /// <summary>
    /// Gets or sets the key of the LiteLLM gateway, which is sent when an agent is created (<c>litellm_api_key</c>), for older servers.
    /// </summary>
    /// <value>Default: the environment variable <c>LITELLM_GATEWAY_KEY</c>; if that is not set either, nothing is sent.</value>
    public string? GatewayKey { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether telemetry may contain the content of conversations: messages and replies in spans
    /// (<c>gen_ai.input.messages</c>, <c>gen_ai.output.messages</c>, <c>gen_ai.system_instructions</c>), and bodies of calls and events of
    /// streams in the log, at <c>Trace</c>. Keys, tokens and values of environment variables that the SDK recognizes are removed even then.
    /// </summary>
    /// <value>
    /// Default: the environment variable <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c>; if that is not set either,
    /// <see langword="false"/>.
    /// </value>
    public bool? EnableSensitiveData { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the SDK itself reports turns: the span <c>invoke_agent</c>, and the duration, the time to
    /// the first chunk and the tokens of turns in the <c>gen_ai.client</c> metrics. Turn it off if another library reports the same turns,
    /// such as <c>UseOpenTelemetry</c> of Microsoft.Extensions.AI or of Microsoft Agent Framework, so that tokens are counted only once. It
    /// does not affect other spans and metrics.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool EnableTurnTelemetry { get; set; } = true;

    /// <summary>Gets or sets the time provider for all waits, retries and timeouts.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Returns the type and the address, without the key.</summary>
    /// <returns>The type's name and the address.</returns>
    public override string ToString() => $"{nameof(AgentPlatformOptions)} {{ {nameof(BaseUrl)} = {Shown(BaseUrl)} }}";

    /// <summary>Gets the address without parts that may be secret.</summary>
    internal Uri? ShownBaseUrl => BaseUrl is { IsAbsoluteUri: true } ? new Uri(Shown(BaseUrl)) : null;

    /// <summary>Returns an address without parts that may be secret.</summary>
    internal static string Shown(Uri? address) => address is null ? "(none)"
        : address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : "(not an absolute address)";

    /// <summary>Gets the secret values that must be removed from responses and messages.</summary>
    internal IEnumerable<string> Secrets
    {
        get
        {
            // Without LINQ, whose generic code for key-value pairs would add much to the size of a native program.
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

    /// <summary>Gets a value indicating whether telemetry may contain the content of conversations.</summary>
    internal bool ShowsContent => EnableSensitiveData == true;

    /// <summary>Returns a copy of the options for a client, trimmed and completed from the environment.</summary>
    internal AgentPlatformOptions Resolve()
    {
        AgentPlatformOptions copy = (AgentPlatformOptions)MemberwiseClone();
        PlatformConnectionString? connection =
            string.IsNullOrWhiteSpace(ConnectionString) ? null : PlatformConnectionString.Parse(ConnectionString);
        copy.ApiKey = ValueOrVariable(connection?.Key ?? ApiKey, ApiKeyVariable);
        copy.ConnectionProblems = connection?.Problems ?? [];
        copy.IsEndpointOfConnection = connection?.Endpoint is not null;
        copy.IsKeyOfConnection = connection?.Key is not null;
        copy.GatewayUrl = ValueOrVariable(GatewayUrl, GatewayUrlVariable);
        copy.GatewayKey = ValueOrVariable(GatewayKey, GatewayKeyVariable);
        copy.Retry = Retry?.Clone()!; // validation reports null
        copy.Healing = Healing?.Clone()!;
        copy.EnableSensitiveData ??= Environment.GetEnvironmentVariable(AgentPlatformTelemetry.CaptureContentVariable)?
            .Trim().ToUpperInvariant() is "TRUE" or "1" or "SPAN_ONLY" or "SPAN_AND_EVENT";
        copy._frozenHeaders = [.. ExtraHeaders];
        if ((connection?.Endpoint ?? (BaseUrl is null ? ValueOrVariable(null, BaseUrlVariable) : null)) is { } url)
        {
            // A relative address stands for one that can't be parsed; validation reports it.
            copy.BaseUrl = Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) ? parsed : new Uri("/", UriKind.Relative);
        }

        return copy;
    }

    /// <summary>Gets the problems with the syntax of the connection string.</summary>
    internal IReadOnlyList<ValidationError> ConnectionProblems { get; private set; } = [];

    /// <summary>Gets a value indicating whether the address comes from the connection string.</summary>
    internal bool IsEndpointOfConnection { get; private set; }

    /// <summary>Gets a value indicating whether the key comes from the connection string.</summary>
    internal bool IsKeyOfConnection { get; private set; }

    private KeyValuePair<string, string>[]? _frozenHeaders;

    /// <summary>Gets the extra headers at the time when the client was created.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers => _frozenHeaders ?? [.. ExtraHeaders];

    private static string? ValueOrVariable(string? value, string variable)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            value = Environment.GetEnvironmentVariable(variable);
        }

        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <summary>Gets the value of <c>User-Agent</c>.</summary>
    internal string FullUserAgent => UserAgent is { Length: > 0 } own ? $"{own} {SdkName}" : SdkName;

    private static readonly string SdkName =
        new ProductInfoHeaderValue("LiteLlm.AgentSdk", typeof(AgentPlatformOptions).Assembly.GetName().Version?.ToString(3)
            ?? "0").ToString();
}
