using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>An id never reaches a resource other than its own.</summary>
public class PathTests
{
    private static readonly string[] Odd =
    [
        "../agents/x?y#z", "a/b", "a\\b", "%2e%2e", "%2E%2E%2Fx", "%", "..%2f", "...", " ..", "🙂", "é", "a b", "a+b", "a;b", "a:b@c",
            "a\nb", "\r\nX-Evil: 1", "a%00b", "'\"<>",
    ];

    public static TheoryData<string> OddIds() => new(Odd);

    [Theory]
    [MemberData(nameof(OddIds))]
    public async Task An_odd_id_stays_one_segment(string id)
    {
        await using RawTcpStub stub = RawTcpStub.Start(exchange =>
            exchange.RespondAsync(exchange.Request.Target.EndsWith("/messages", StringComparison.Ordinal) ? "[]" : RawTcpStub.AnyRecord));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        Session session = Clients.SessionOf(client, id);

        await client.Sessions.GetAsync(id);
        await client.Agents.GetAsync(id);
        await client.Agents.DeleteAsync(id);
        await session.GetMessagesAsync();
        await session.AbortAsync();
        await client.Sessions.CreateAsync(id, new SessionCreateOptions { WaitUntilReady = false });

        const string root = "/api/v1/managed_agents";
        string segment = Uri.EscapeDataString(id);
        stub.Requests.Select(r => $"{r.Method} {r.Target}").Should().Equal(
            $"GET {root}/sessions/{segment}",
            $"GET {root}/agents/{segment}",
            $"DELETE {root}/agents/{segment}",
            $"GET {root}/sessions/{segment}/messages",
            $"POST {root}/sessions/{segment}/abort",
            $"POST {root}/agents/{segment}/session");
        segment.Should().MatchRegex(@"\A([A-Za-z0-9._~-]|%[0-9A-F]{2})+\z", "no character is left that a server could read as structure");
        Uri.UnescapeDataString(segment).Should().Be(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(" ")]
    public async Task An_id_that_escaping_can_not_protect_is_refused_before_sending(string id)
    {
        await using RawTcpStub stub = RawTcpStub.Start();
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        Session session = Clients.SessionOf(client, id);
        Func<Task>[] calls =
        [
            () => client.Sessions.GetAsync(id),
            () => client.Sessions.TerminateAsync(id),
            () => client.Sessions.CreateAsync(id),
            () => client.Agents.GetAsync(id),
            () => client.Agents.DeleteAsync(id),
            () => client.Agents.UpdateAsync(id, new AgentUpdateOptions { Name = "n" }),
            () => session.AbortAsync(),
            () => session.GetMessagesAsync(),
            () => session.SendAsync("x"),
            () => session.SendStreamingAsync("x").ToListAsync(),
            () => session.FollowTurnAsync().ToListAsync(),
        ];

        foreach (Func<Task> call in calls)
        {
            (await Assert.ThrowsAsync<AgentPlatformValidationException>(call)).ValidationErrors.Should().ContainSingle().Which.Path
                .Should().Be("id");
        }

        stub.Requests.Should().BeEmpty();
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Theory]
    [InlineData("a&limit=1#x", "/api/v1/managed_agents/sessions?agent_id=a%26limit%3D1%23x")]
    [InlineData("é ", "/api/v1/managed_agents/sessions?agent_id=%C3%A9%20")]
    public async Task A_value_of_the_query_stays_one_value(string value, string target)
    {
        await using RawTcpStub stub = RawTcpStub.Start(exchange => exchange.RespondAsync("[]"));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        await client.Sessions.ListAsync(new SessionListOptions { AgentId = value }).ToListAsync();

        stub.Requests.Select(r => r.Target).Should().Equal(target);
    }
}
