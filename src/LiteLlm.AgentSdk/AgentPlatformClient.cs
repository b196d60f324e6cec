using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;
using LiteLlm.AgentSdk.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A client of one platform. It is thread-safe and long-lived: create one per platform and process. Most operations are methods of
/// <see cref="Agent"/> and <see cref="Session"/>, which it returns.
/// </summary>
/// <remarks>
/// A client that is created with <c>new</c> owns its connections and closes them when it is disposed. With dependency injection
/// (<c>services.AddAgentPlatform(...)</c>), it gets an <see cref="HttpClient"/> from the factory for each call, so that handlers rotate.
/// </remarks>
/// <example>
/// <code>
/// using var platform = new AgentPlatformClient(new AgentPlatformOptions { BaseUrl = new Uri("https://lap.acme.dev"), ApiKey = key });
/// await foreach (Agent agent in platform.Agents.ListAsync())
///     Console.WriteLine(agent.Name);
/// </code>
/// </example>
public class AgentPlatformClient : IDisposable
{
    private readonly HttpClient? _owned;
    private readonly PlatformTransport? _transport;
    private readonly AgentsClient? _agents;
    private readonly SessionsClient? _sessions;
    private readonly SkillsClient? _skills;
    private readonly ProjectsClient? _projects;
    private readonly TemplatesClient? _templates;
    private readonly IntegrationsClient? _integrations;
    private readonly ServerClient? _server;

    /// <summary>Initializes a new instance of the <see cref="AgentPlatformClient"/> class.</summary>
    /// <param name="options">The client's options. Options that are not set come from the environment.</param>
    /// <param name="loggerFactory">The factory of the client's logger; null to log nothing.</param>
    /// <exception cref="AgentPlatformValidationException">An option is not valid, or the address or the key is missing. The exception lists
    /// all problems.</exception>
    public AgentPlatformClient(AgentPlatformOptions? options = null, ILoggerFactory? loggerFactory = null)
        : this(Resolve(options), Sockets(), owns: true, loggerFactory)
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentPlatformClient"/> class that uses the caller's <see cref="HttpClient"/>, with the
    /// handlers that it has. The <see cref="HttpClient"/> is not disposed.
    /// </summary>
    /// <param name="httpClient">
    /// The HTTP client. Its <see cref="HttpClient.Timeout"/> is set to infinite, because turns take longer than its default. If it has been
    /// used already and has a finite timeout, the constructor throws. The SDK can't control a handler in it that follows redirects or
    /// retries: such a handler may send a message twice.
    /// </param>
    /// <param name="options">The client's options. Options that are not set come from the environment.</param>
    /// <param name="loggerFactory">The factory of the client's logger; null to log nothing.</param>
    /// <exception cref="AgentPlatformValidationException">An option is not valid. The exception lists all problems.</exception>
    /// <exception cref="ArgumentException">The HTTP client has been used already and has a finite timeout.</exception>
    public AgentPlatformClient(HttpClient httpClient, AgentPlatformOptions? options = null, ILoggerFactory? loggerFactory = null)
        : this(Resolve(options), WithoutTimeout(httpClient), owns: false, loggerFactory)
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentPlatformClient"/> class for mocking. In a derived class in a test, members that
    /// are not overridden throw.
    /// </summary>
    protected AgentPlatformClient()
    {
    }

    internal AgentPlatformClient(
        AgentPlatformOptions resolved, Func<HttpClient> clients, HttpPipeline pipeline, ILoggerFactory? loggerFactory)
    {
        AgentPlatformOptionsValidator.ThrowIfInvalid(resolved);
        ILogger logger = (ILogger?)loggerFactory?.CreateLogger(typeof(AgentPlatformClient).FullName!) ?? NullLogger.Instance;
        _transport = new PlatformTransport(resolved, clients, logger, pipeline);
        _agents = new AgentsClient(_transport);
        _sessions = new SessionsClient(_transport);
        _skills = new SkillsClient(_transport);
        _projects = new ProjectsClient(_transport);
        _templates = new TemplatesClient(_transport);
        _integrations = new IntegrationsClient(_transport);
        _server = new ServerClient(_transport);
    }

    private AgentPlatformClient(AgentPlatformOptions resolved, HttpClient http, bool owns, ILoggerFactory? loggerFactory)
        : this(resolved, () => http, owns ? HttpPipeline.Own : HttpPipeline.Callers, loggerFactory)
    {
        _owned = owns ? http : null;
    }

    /// <summary>Gets the client of the platform's agents.</summary>
    public virtual AgentsClient Agents => _agents ?? throw CreatedWithoutOptions();

    /// <summary>Gets the client of the sessions of all agents.</summary>
    public virtual SessionsClient Sessions => _sessions ?? throw CreatedWithoutOptions();

    /// <summary>Gets the client of the library of skills.</summary>
    public virtual SkillsClient Skills => _skills ?? throw CreatedWithoutOptions();

    /// <summary>Gets the client of the projects: repositories with environment variables and files.</summary>
    public virtual ProjectsClient Projects => _projects ?? throw CreatedWithoutOptions();

    /// <summary>Gets the client of the templates that agents can be created from.</summary>
    public virtual TemplatesClient Templates => _templates ?? throw CreatedWithoutOptions();

    /// <summary>Gets the client of the integrations: other services, such as Slack and Linear, in which agents can answer.</summary>
    public virtual IntegrationsClient Integrations => _integrations ?? throw CreatedWithoutOptions();

    /// <summary>Gets the client for the server itself: its models, MCP servers, configuration and health.</summary>
    public virtual ServerClient Server => _server ?? throw CreatedWithoutOptions();

    /// <summary>Gets the platform's base address, without user name, password and query.</summary>
    public virtual Uri? PlatformUrl => Transport.Options.ShownBaseUrl;

    internal PlatformTransport Transport => _transport ?? throw CreatedWithoutOptions();

    /// <summary>
    /// Resumes a turn that another process, or an earlier call, was following (<c>GET /sessions/{id}/stream</c> and <c>/messages</c>).
    /// Yields the updates after the checkpoint, to the end of the turn. Sends no message. The next message of this client to the session
    /// waits for the end of the turn.
    /// </summary>
    /// <param name="checkpoint">The checkpoint, from <see cref="TurnStream.CreateCheckpoint"/>.</param>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The updates; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="TurnFailedException">The turn failed; thrown after its <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="SendOutcomeUnknownException">The platform has rebuilt the session's messages since then, and the turn is not among
    /// them.</exception>
    /// <exception cref="StreamInterruptedException">The session ended before the turn did, or can't be followed.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    /// <example>
    /// <code>
    /// TurnCheckpoint checkpoint = TurnCheckpoint.Parse(File.ReadAllText("turn.json"));
    /// await foreach (TurnUpdate update in platform.ResumeTurnAsync(checkpoint))
    ///     Console.Write(update.Text);
    /// </code>
    /// </example>
    public virtual TurnStream ResumeTurnAsync(TurnCheckpoint checkpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return TurnResumption.Begin(Transport, checkpoint, cancellationToken);
    }

    /// <summary>
    /// Closes the connections if the client owns them: it was created with options alone. Further calls throw an
    /// <see cref="ObjectDisposedException"/>, and so do calls and turns that wait for a response. Streams that are open are read to their
    /// end. Ends nothing on the platform.
    /// </summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns the type and the address, without the key.</summary>
    /// <returns>The type's name and the address.</returns>
    public override string ToString() => $"{nameof(AgentPlatformClient)} {{ {AgentPlatformOptions.Shown(_transport?.Options.BaseUrl)} }}";

    /// <summary>Closes the connections if the client owns them.</summary>
    /// <param name="disposing">true if <see cref="Dispose()"/> calls this method; false if a finalizer does.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (_owned is not null)
            {
                _transport?.Close();
                _owned.Dispose();
            }
        }
    }

    /// <summary>Creates the primary HTTP handler, with and without dependency injection.</summary>
    internal static SocketsHttpHandler Handler() => new()
    {
        // The SDK follows redirects itself, so that the key is not sent to another server.
        AllowAutoRedirect = false,

        // Limits the lifetime of connections, so that changes in DNS take effect.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(30),

        // An abandoned stream is not read to the end, because it may never end.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,
        UseCookies = false,
        Proxy = new EnvironmentProxy(),
        EnableMultipleHttp2Connections = true,
        ConnectCallback = ConnectAsync,
    };

    /// <summary>
    /// Connects with TCP keep-alives, which detect a lost peer even if a stream is silent for hours.
    /// </summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);

            // Set after the connection, because a socket with options can't try the further addresses of a host name.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private InvalidOperationException CreatedWithoutOptions() => new(
        $"This {GetType().Name} was created without options: a derived class must override the members that the test uses.");

    private static AgentPlatformOptions Resolve(AgentPlatformOptions? options) => (options ?? new AgentPlatformOptions()).Resolve();

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The HttpClient disposes its handlers.")]
    internal static HttpClient Sockets() =>
        new(new SendOnceHandler(Handler(), hasHandlersAbove: false)) { Timeout = Timeout.InfiniteTimeSpan };

    private static HttpClient WithoutTimeout(HttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        if (httpClient.Timeout != Timeout.InfiniteTimeSpan)
        {
            try
            {
                httpClient.Timeout = Timeout.InfiniteTimeSpan;
            }
            catch (InvalidOperationException e)
            {
                throw new ArgumentException(
                    $"This HttpClient has been used already and has a Timeout of {httpClient.Timeout}, which would end turns and streams. "
                    + "Set it to Timeout.InfiniteTimeSpan before its first use; the SDK has its own timeouts.",
                    nameof(httpClient),
                    e);
            }
        }

        return httpClient;
    }
}
