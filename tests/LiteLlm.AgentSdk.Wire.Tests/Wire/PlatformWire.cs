using System.Collections.Concurrent;
using WireMock.Matchers.Request;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace LiteLlm.AgentSdk.Wire.Tests.Wire;

/// <summary>
/// A WireMock.Net server that plays the platform, with the platform's routes by name and the received requests. Starting a server takes a
/// tenth of a second, so tests reuse servers that other tests have returned.
/// </summary>
internal sealed class PlatformWire : IDisposable
{
    private const string Root = "/api/v1/managed_agents/";

    private static readonly ConcurrentBag<WireMockServer> s_free = [];

    private readonly WireMockServer _server;
    private bool _canBeReused = true;

    private PlatformWire(WireMockServer server)
    {
        _server = server;
        BaseAddress = new Uri(server.Url! + "/");
    }

    /// <summary>Gets the address, with a slash at its end.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Gets the answered requests, in order.</summary>
    public IReadOnlyList<WireRequest> Requests =>
        [.. _server.LogEntries.Where(entry => entry.RequestMessage is not null).Select(entry => new WireRequest(entry.RequestMessage!))];

    /// <summary>Starts a platform without routes, which answers 404.</summary>
    public static PlatformWire Start()
    {
        if (!s_free.TryTake(out WireMockServer? server))
        {
            server = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });
        }

        return new PlatformWire(server);
    }

    /// <summary>Starts a platform that gives every request the same answer.</summary>
    public static PlatformWire Start(IResponseBuilder answer)
    {
        PlatformWire wire = Start();
        return wire.GivenAnything(answer);
    }

    /// <summary>Answers requests that match.</summary>
    public PlatformWire Given(IRequestMatcher request, IResponseBuilder answer)
    {
        _server.Given(request).RespondWith(answer);
        return this;
    }

    /// <summary>Answers calls about one agent.</summary>
    public PlatformWire GivenAgent(IResponseBuilder answer) => Given(Request.Create().WithPath(Root + "agents/a1"), answer);

    /// <summary>Answers the creation and the list of agents.</summary>
    public PlatformWire GivenAgents(IResponseBuilder answer) => Given(Request.Create().WithPath(Root + "agents"), answer);

    /// <summary>Answers requests for the session.</summary>
    public PlatformWire GivenSession(IResponseBuilder answer) => Given(Request.Create().WithPath(Root + "sessions/s1"), answer);

    /// <summary>Answers messages to the session.</summary>
    public PlatformWire GivenMessage(IResponseBuilder answer) =>
        Given(Request.Create().WithPath(Root + "sessions/s1/message").UsingPost(), answer);

    /// <summary>Answers with the session's thread.</summary>
    public PlatformWire GivenMessages(IResponseBuilder answer) =>
        Given(Request.Create().WithPath(Root + "sessions/s1/messages").UsingGet(), answer);

    /// <summary>Answers the stream of the session's events.</summary>
    public PlatformWire GivenEvents(IResponseBuilder answer) =>
        Given(Request.Create().WithPath(Root + "sessions/s1/stream").UsingGet(), answer);

    /// <summary>Answers every request that has no other route.</summary>
    public PlatformWire GivenAnything(IResponseBuilder answer) => Given(Request.Create().WithPath("/*"), answer);

    /// <summary>
    /// Answers the first requests, one each, in this order: a scenario of WireMock.Net. Other routes answer those after them.
    /// </summary>
    public PlatformWire GivenFirst(params ReadOnlySpan<IResponseBuilder> answers)
    {
        string scenario = Guid.NewGuid().ToString("N");
        for (int i = 0; i < answers.Length; i++)
        {
            IRespondWithAProvider given = _server.Given(Request.Create().WithPath("/*")).AtPriority(-1).InScenario(scenario);
            given = i == 0 ? given : given.WhenStateIs($"answered {i}");
            given.WillSetStateTo($"answered {i + 1}").RespondWith(answers[i]);
        }

        return this;
    }

    /// <summary>Creates an answer that is held back. The server is not reused afterwards.</summary>
    public HeldAnswer Hold(string json)
    {
        _canBeReused = false;
        return new HeldAnswer(json);
    }

    /// <summary>Creates a ready session s1. The requests that created it are not in the log.</summary>
    public async Task<Session> SessionAsync(AgentPlatformClient client)
    {
        Agent agent = await AgentAsync(client);
        return await FetchAsync("POST", "agents/a1/session", Clients.ReadySession, () => agent.CreateSessionAsync());
    }

    /// <summary>Fetches the agent a1. The request that fetched it is not in the log.</summary>
    public async Task<Agent> AgentAsync(AgentPlatformClient client) =>
        await FetchAsync("GET", "agents/a1", Clients.Agent, () => client.Agents.GetAsync("a1"));

    /// <summary>Checks that no request arrived.</summary>
    public void ShouldHaveReceivedNothing() => Requests.Should().BeEmpty("no request must be sent");

    /// <summary>Checks that exactly one request arrived.</summary>
    public WireRequest ShouldHaveReceivedOne() => Requests.Should().ContainSingle().Subject;

    public void Dispose()
    {
        if (_canBeReused)
        {
            _server.Reset();
            s_free.Add(_server);
        }
        else
        {
            _server.Dispose();
        }
    }

    private async Task<T> FetchAsync<T>(string method, string path, string json, Func<Task<T>> fetch)
    {
        Guid mapping = Guid.NewGuid();
        IRequestBuilder request = Request.Create().WithPath(Root + path).UsingMethod(method);
        _server.Given(request).WithGuid(mapping).AtPriority(int.MinValue).RespondWith(Answer.Json(json));
        T fetched = await fetch();
        _server.DeleteMapping(mapping).Should().BeTrue();
        foreach (Guid entry in _server.LogEntries.Where(entry => entry.MappingGuid == mapping).Select(entry => entry.Guid).ToArray())
        {
            _server.DeleteLogEntry(entry);
        }

        return fetched;
    }
}
