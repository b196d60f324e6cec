using System.Net;
using System.Net.Sockets;

namespace LiteLlm.AgentSdk.IntegrationTests.Resources;

/// <summary>Each kind of failure has its exception.</summary>
public sealed class ErrorTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    private static string UnknownId => "00000000-0000-4000-8000-000000000000";

    [SkippableTheory]
    [InlineData("certainly-wrong")]
    [InlineData("Bearer x")]
    [Covers(Calls.ListAgents)]
    public async Task A_wrong_key_is_refused_and_not_retried(string key)
    {
        AgentPlatformClient client = Platform.NewClient(options => options.ApiKey = key);
        Func<Task> list = () => client.Agents.ListAsync().GetFirstPageAsync();
        AgentPlatformException exception = (await list.Should().ThrowAsync<AgentPlatformAuthenticationException>()).Which;
        exception.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        exception.ToString().Should().NotContain(key);
    }

    [SkippableFact]
    [Covers(Calls.GetAgent, Calls.GetSession, Calls.GetSkill, Calls.GetProject)]
    public async Task Unknown_resources_are_not_found()
    {
        Func<Task>[] calls =
        [
            () => Client.Agents.GetAsync(UnknownId),
            () => Client.Sessions.GetAsync(UnknownId),
            () => Client.Skills.GetAsync(UnknownId),
            () => Client.Projects.GetAsync(UnknownId),
        ];
        foreach (Func<Task> call in calls)
        {
            AgentPlatformException exception = (await call.Should().ThrowAsync<AgentPlatformNotFoundException>()).Which;
            exception.ErrorMessage.Should().NotBeNullOrEmpty();
            exception.MayHaveTakenEffect.Should().BeFalse();
        }
    }

    [SkippableFact]
    [Covers(Calls.CreateSession)]
    public async Task A_session_of_an_unknown_agent_is_not_found()
    {
        Func<Task> create = () => Client.Sessions.CreateAsync(UnknownId);
        await create.Should().ThrowAsync<AgentPlatformNotFoundException>();
    }

    [SkippableFact]
    [Covers(Calls.UpdateAgent)]
    public async Task A_value_that_only_the_server_refuses_is_a_validation_error()
    {
        Agent agent = await CreateAgentAsync();
        AgentUpdateOptions options = new()
        {
            AdditionalProperties = new Dictionary<string, System.Text.Json.JsonElement>
            {
                ["name"] = System.Text.Json.JsonDocument.Parse("null").RootElement,
            },
        };
        Func<Task> update = () => agent.UpdateAsync(options);
        AgentPlatformValidationException exception = (await update.Should().ThrowAsync<AgentPlatformValidationException>()).Which;
        exception.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        exception.ValidationErrors.Should().Contain(static error => error.Path == "name");
    }

    [SkippableFact]
    public async Task A_value_that_the_client_refuses_is_not_sent()
    {
        CallRecorder.Begin();
        Func<Task> create = () => Client.Agents.CreateAsync(new()
        {
            Name = Platform.Name("wrong"),
            Model = "",
            EnvVars = new() { ["A B"] = "x", ["PORT"] = "1" },
            AllowOut = ["not a host"],
        });
        AgentPlatformValidationException exception = (await create.Should().ThrowAsync<AgentPlatformValidationException>()).Which;
        exception.ValidationErrors.Should().HaveCountGreaterThanOrEqualTo(4, "all problems are reported at once");
        exception.StatusCode.Should().BeNull();
        CallRecorder.Missing([Calls.CreateAgent]).Should().Equal(Calls.CreateAgent);
    }

    [SkippableFact]
    public async Task An_address_without_an_API_is_reported()
    {
        AgentPlatformClient client = Platform.NewClient(options => options.BaseUrl = new Uri(Platform.BaseUrl, "/nowhere/at/all"));
        Func<Task> list = () => client.Agents.ListAsync().GetFirstPageAsync();
        (await list.Should().ThrowAsync<AgentPlatformException>()).Which.Message.Should().Contain("base URL");
    }

    [SkippableFact]
    public async Task A_closed_port_is_a_failed_connection()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Uri closed = new($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
        AgentPlatformClient client = Platform.NewClient(options =>
        {
            options.BaseUrl = closed;
            options.Retry.MaxRetries = 0;
        });
        Func<Task> create = () => client.Agents.CreateAsync(new() { Model = "m" });
        AgentPlatformConnectionException exception = (await create.Should().ThrowAsync<AgentPlatformConnectionException>()).Which;
        exception.MayHaveTakenEffect.Should().BeFalse("nothing was sent");
    }
}
