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
/// A client of one platform. Thread-safe and made to live long: one per platform and process. Most work is done on the objects that it
/// hands out, <see cref="Agent"/> and <see cref="Session"/>.
/// </summary>
/// <remarks>
/// By itself it owns its connections and closes them when it is disposed. With dependency injection
/// (<c>services.AddAgentPlatform(...)</c>) it takes an
/// <see cref="HttpClient"/> from the factory for each call, so that handlers rotate.
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
    /// <param name="options">Address, key and patience; what is not set comes from the environment.</param>
    /// <param name="loggerFactory">Where to log; nowhere by default.</param>
    /// <exception cref="AgentPlatformValidationException">The options can't be used; names every problem, and both ways to give an
    /// address and a key.</exception>
    public AgentPlatformClient(AgentPlatformOptions? options = null, ILoggerFactory? loggerFactory = null)
        : this(Resolve(options), Sockets(), owns: true, loggerFactory)
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentPlatformClient"/> class. Makes a client on an <see cref="HttpClient"/> of the
    /// caller's, with whatever handlers it has; it is not disposed here.
    /// </summary>
    /// <param name="httpClient">
    /// Its <see cref="HttpClient.Timeout"/> is set to infinite, since turns take longer than its default; one that has been used already
    /// and has a finite one is refused. A handler in it that follows redirects or sends again is not under the SDK's control: what it does
    /// with a message's copy, the SDK can't see.
    /// </param>
    /// <param name="options">Address, key and patience; what is not set comes from the environment.</param>
    /// <param name="loggerFactory">Where to log; nowhere by default.</param>
    /// <exception cref="AgentPlatformValidationException">The options can't be used; names every problem.</exception>
    /// <exception cref="ArgumentException">The client has been used already and its time limit would cut turns.</exception>
    public AgentPlatformClient(HttpClient httpClient, AgentPlatformOptions? options = null, ILoggerFactory? loggerFactory = null)
        : this(Resolve(options), WithoutTimeout(httpClient), owns: false, loggerFactory)
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentPlatformClient"/> class for tests that derive from it: what is not overridden
    /// throws.
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

    /// <summary>Gets the platform's agents.</summary>
    public virtual AgentsClient Agents => _agents ?? throw NotMade();

    /// <summary>Gets the platform's sessions, over all agents.</summary>
    public virtual SessionsClient Sessions => _sessions ?? throw NotMade();

    /// <summary>Gets the library of skills.</summary>
    public virtual SkillsClient Skills => _skills ?? throw NotMade();

    /// <summary>Gets the platform's projects: repositories with an environment and files.</summary>
    public virtual ProjectsClient Projects => _projects ?? throw NotMade();

    /// <summary>Gets what agents can be made from.</summary>
    public virtual TemplatesClient Templates => _templates ?? throw NotMade();

    /// <summary>Gets the other services, such as Slack and Linear, in which agents can answer.</summary>
    public virtual IntegrationsClient Integrations => _integrations ?? throw NotMade();

    /// <summary>Gets what the platform says of itself, and of what is behind it: models, MCP servers, configuration, health.</summary>
    public virtual ServerClient Server => _server ?? throw NotMade();

    /// <summary>Gets the platform's address as it was given, without user name, password or query.</summary>
    public virtual Uri? PlatformUrl => Transport.Options.ShownBaseUrl;

    internal PlatformTransport Transport => _transport ?? throw NotMade();

    /// <summary>
    /// Resumes a turn that another process, or an earlier call, was following (<c>GET /sessions/{id}/stream</c> and <c>/messages</c>):
    /// yields what the holder of the checkpoint had not been given, and goes on to the end of the turn. Sends nothing. The next message
    /// of this client to the session waits for the end of the turn.
    /// </summary>
    /// <param name="checkpoint">How far the turn was followed; from <see cref="TurnStream.CreateCheckpoint"/>.</param>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The updates; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="TurnFailedException">The turn failed; thrown after its <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="SendOutcomeUnknownException">The session's messages were made again since, and the turn is not among
    /// them.</exception>
    /// <exception cref="StreamInterruptedException">The turn has not ended, and the session has, or can't be followed.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
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

    /// <summary>Closes the connections, where the client has its own.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Names the address alone: a key is never printed.</summary>
    /// <returns>The type's name and the address.</returns>
    public override string ToString() => $"{nameof(AgentPlatformClient)} {{ {AgentPlatformOptions.Shown(_transport?.Options.BaseUrl)} }}";

    /// <summary>Closes the connections, where the client has its own.</summary>
    /// <param name="disposing">Whether this is a disposal, not a finalization.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _owned?.Dispose();
        }
    }

    /// <summary>The handler at the bottom, in and out of dependency injection alike.</summary>
    internal static SocketsHttpHandler Handler() => new()
    {
        // Redirects are followed by the SDK itself, which knows where the key may go.
        AllowAutoRedirect = false,

        // New connections see DNS changes; the old ones end by themselves.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(30),

        // A stream that is left in the middle is not read to its end: it may never have one.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,
        UseCookies = false,
        Proxy = new EnvironmentProxy(),
        EnableMultipleHttp2Connections = true,
        ConnectCallback = ConnectAsync,
    };

    /// <summary>
    /// Connects with TCP keep-alives: a stream may be silent for hours, and a peer that is gone has to be noticed all the same.
    /// </summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);

            // Only now: a socket with options of its own can't try the next address of a name when the first does not answer.
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

    private InvalidOperationException NotMade() => new($"This {GetType().Name} was not made with options: override what the test uses.");

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
                    $"This HttpClient has been used already with a Timeout of {httpClient.Timeout}, which would cut turns and streams. Set it to Timeout.InfiniteTimeSpan before its first use; the SDK has its own limits.",
                    nameof(httpClient),
                    e);
            }
        }

        return httpClient;
    }
}
