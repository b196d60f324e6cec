using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>A message is sent once, regardless of the handlers and connections between the caller and the platform.</summary>
public class SendOnceTests
{
    public static TheoryData<string, bool> PostsByWayOfClosing() =>
        Table.Of(Calls.Posts.SelectMany(post => new[] { false, true }.Select(reset => (post, reset))));

    public static TheoryData<string, string> PostsByWayOfResending() =>
        Table.Of(Calls.Posts.SelectMany(post => ResendingHandler.Ways.Select(way => (post, way))));

    [Theory]
    [MemberData(nameof(PostsByWayOfClosing))]
    public async Task A_pooled_connection_that_closes_without_an_answer_gets_the_request_once(string post, bool reset)
    {
        await using RawTcpStub stub = RawTcpStub.ClosesOnReuse(reset);
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        await client.Sessions.GetAsync("s1");

        AgentPlatformConnectionException failure = await Calls.FailureAsync<AgentPlatformConnectionException>(client, post);

        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.Message.Should().Contain("It is not known whether the request took effect");
        stub.Requests.Where(r => r.Method == "POST").Should().ContainSingle();
        stub.Requests[^1].IndexOnConnection.Should().Be(2, "the test is about a connection that was used before");
    }

    [Theory]
    [InlineData("get session")]
    [InlineData("get agent")]
    [InlineData("update agent")]
    [InlineData("delete agent")]
    public async Task A_safe_call_over_such_a_connection_is_repeated(string call)
    {
        await using RawTcpStub stub = RawTcpStub.ClosesOnReuse();
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        await client.Sessions.GetAsync("s1");

        await Calls.MakeAsync(client, call);

        stub.Requests.Should().HaveCount(3);
        stub.Requests[2].Should().Match<RawRequest>(r => r.Connection == 2 && r.Target == stub.Requests[1].Target);
    }

    [Theory]
    [MemberData(nameof(PostsByWayOfResending))]
    public async Task A_resending_handler_in_dependency_injection_sends_nothing_twice(string post, string way)
    {
        await using RawTcpStub stub = RawTcpStub.Start(ClosesOnPost);
        ResendingHandler handler = new(way);
        await using ServiceProvider services = Services(stub, builder => builder.AddHttpMessageHandler(() => handler));
        AgentPlatformClient client = services.GetRequiredService<AgentPlatformClient>();

        AgentPlatformConnectionException failure = await Calls.FailureAsync<AgentPlatformConnectionException>(client, post);

        stub.Requests.Should().ContainSingle();
        handler.Tries.Should().BeGreaterThan(1, "the handler has to have tried");
        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.Message.Should().Contain("It is not known whether the request took effect")
            .And.Contain("A handler of the HttpClient tried to send it 3 times, but it was sent only once");
    }

    [Theory]
    [InlineData("handlers of all clients")]
    [InlineData("the factory's own options, after the registration")]
    [InlineData("the first registration, before it")]
    public async Task The_guard_is_below_the_handler_wherever_the_handler_was_added(string place)
    {
        await using RawTcpStub stub = RawTcpStub.Start(ClosesOnPost);
        ResendingHandler handler = new("a clone");
        ServiceCollection services = [];
        if (place == "the first registration, before it")
        {
            services.ConfigureHttpClientDefaults(builder => builder.AddHttpMessageHandler(() => handler));
        }

        IHttpClientBuilder added = services.AddAgentPlatform(options => Copy(Clients.Options(stub.BaseAddress), options));
        if (place == "handlers of all clients")
        {
            services.ConfigureHttpClientDefaults(builder => builder.AddHttpMessageHandler(() => handler));
        }
        else if (place == "the factory's own options, after the registration")
        {
            services.Configure<HttpClientFactoryOptions>(added.Name, options =>
                options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(handler)));
        }

        await using ServiceProvider provider = services.BuildServiceProvider();

        await Calls.FailureAsync<AgentPlatformConnectionException>(provider.GetRequiredService<AgentPlatformClient>(), "send");

        stub.Requests.Should().ContainSingle();
        handler.Tries.Should().BeGreaterThan(1);
    }

    [Fact]
    public async Task A_response_that_a_handler_treats_as_a_failure_is_the_outcome()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("""{"error":"harness request failed"}""", 502));
        await using ServiceProvider services =
            Services(stub.BaseAddress, builder => builder.AddHttpMessageHandler(() => new ResendingHandler("a clone")));

        AgentPlatformSandboxException failure =
            await Calls.FailureAsync<AgentPlatformSandboxException>(services.GetRequiredService<AgentPlatformClient>(), "send");

        stub.Requests.Should().ContainSingle();
        failure.ErrorMessage.Should().Be("harness request failed");
        failure.MayHaveTakenEffect.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(PostsByWayOfClosing))]
    public async Task A_resending_handler_of_the_callers_own_client_sends_nothing_twice(string post,
        bool reset)
    {
        await using RawTcpStub stub = RawTcpStub.Start(async exchange =>
        {
            await exchange.ReadBodyAsync();
            if (reset)
            {
                exchange.Reset();
            }
            else
            {
                await exchange.FinAsync();
            }
        });
        ResendingHandler handler = new("the same request") { InnerHandler = new SocketsHttpHandler() };
        using HttpClient http = new(handler);
        using AgentPlatformClient client = new(http, Clients.Options(stub.BaseAddress));

        AgentPlatformConnectionException failure = await Calls.FailureAsync<AgentPlatformConnectionException>(client, post);

        stub.Requests.Should().ContainSingle();
        handler.Tries.Should().BeGreaterThan(1);
        failure.MayHaveTakenEffect.Should().BeTrue();
    }

    [Fact]
    public async Task A_resending_handler_may_repeat_reads()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        stub.Enqueue(Respond.Status(503), Respond.Status(503));
        await using ServiceProvider services =
            Services(stub.BaseAddress, builder => builder.AddHttpMessageHandler(() => new ResendingHandler("a clone")), retries: 0);

        Agent agent = await services.GetRequiredService<AgentPlatformClient>().Agents.GetAsync("a1");

        agent.Id.Should().Be("a1");
        stub.Requests.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("create agent")]
    [InlineData("create session")]
    [InlineData("send")]
    [InlineData("stream")]
    [InlineData("abort")]
    public async Task A_refused_connection_is_tried_again_and_nothing_has_taken_effect(string post)
    {
        using CapturingLoggerProvider logs = new();
        using AgentPlatformClient client = Clients.For(Clients.Nowhere(), options => options.Retry.MaxRetries = 2, logs.CreateFactory());

        // An undelivered message has an exception type of its own, which says that the message may be sent again.
        AgentPlatformException failure = post is "send" or "stream"
            ? await Calls.FailureAsync<MessageNotDeliveredException>(client, post)
            : await Calls.FailureAsync<AgentPlatformConnectionException>(client, post);

        logs.Retries().Should().Be(2);
        failure.MayHaveTakenEffect.Should().BeFalse();
        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().Contain("nothing took effect");
    }

    [Fact]
    public async Task A_message_is_sent_as_soon_as_the_platform_listens_again()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Reply));
        Uri nowhere = Clients.Nowhere();
        int connections = 0;
        using SocketsHttpHandler sockets = new()
        {
            ConnectCallback = async (context, token) =>
            {
                System.Net.Sockets.Socket socket = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", ++connections == 1 ? nowhere.Port : stub.BaseAddress.Port, token);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };
        using HttpClient http = new(sockets);
        using AgentPlatformClient client = new(http, Clients.Options(stub.BaseAddress));

        Reply reply = await Clients.SessionOf(client).SendAsync("hello");

        reply.Text.Should().Be("hi");
        connections.Should().Be(2);
        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_body_that_breaks_off_after_the_answer_has_begun_leaves_the_outcome_open()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Truncated(Clients.Reply, 20));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        AgentPlatformConnectionException failure = await Calls.FailureAsync<AgentPlatformConnectionException>(client, "send");

        failure.MayHaveTakenEffect.Should().BeTrue();
        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_request_whose_body_was_not_sent_completely_has_not_taken_effect()
    {
        await using RawTcpStub stub = RawTcpStub.Start(exchange =>
        {
            exchange.Reset();
            return Task.CompletedTask;
        });
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.Retry.MaxRetries = 0);

        // More than the buffers between the client and the server can hold.
        SendOptions big =
            new()
            {
                Text = "x",
                Attachments = [.. Enumerable.Repeat(new Attachment { MimeType = "image/png", Content = new byte[5 * 1024 * 1024] }, 6)]
            };
        MessageNotDeliveredException failure =
            await Assert.ThrowsAsync<MessageNotDeliveredException>(() => Clients.SessionOf(client).SendAsync(big));

        failure.MayHaveTakenEffect.Should().BeFalse();
        failure.InnerException.Should().BeOfType<AgentPlatformConnectionException>();
        client.Transport.Gates.Count.Should().Be(0, "no turn can run");
    }

    private static async Task ClosesOnPost(RawExchange exchange)
    {
        await exchange.ReadBodyAsync();
        await exchange.FinAsync();
    }

    private static ServiceProvider Services(RawTcpStub stub, Action<IHttpClientBuilder> build) => Services(stub.BaseAddress, build);

    private static ServiceProvider Services(Uri server, Action<IHttpClientBuilder> build, int retries = 3)
    {
        ServiceCollection services = [];
        build(services.AddAgentPlatform(options => Copy(Clients.Options(server, o => o.Retry.MaxRetries = retries), options)));
        return services.BuildServiceProvider();
    }

    private static void Copy(AgentPlatformOptions from, AgentPlatformOptions to)
    {
        to.BaseUrl = from.BaseUrl;
        to.ApiKey = from.ApiKey;
        to.Generation = from.Generation;
        to.Healing = from.Healing;
        to.Retry = from.Retry;
    }
}
