using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Tests.Surface;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Lists;

/// <summary>Tests that apply to every method that lists resources.</summary>
public class ListMethodTests
{
    public static TheoryData<string> Methods => [.. ListMethods.Names];

    [Fact]
    public void The_table_has_every_method_that_returns_a_list() =>
        ListMethods.Names.Should().BeEquivalentTo(
            Reflected.PublicTypes(Packages.CoreAssembly)
                .SelectMany(Reflected.VisibleMethods)
                .Where(method =>
                    method.ReturnType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(PagedAsyncEnumerable<>))
                .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_list_sends_one_request_per_enumeration_and_none_before(string method)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(ListMethods.Answer));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        IAsyncEnumerable<object> list = ListMethods.Call(method, Caller(client));
        stub.Requests.Should().BeEmpty();

        (await list.CountAsync()).Should().Be(2);
        stub.Requests.Should().HaveCount(1);

        (await list.CountAsync()).Should().Be(2);
        stub.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Target == stub.Requests[0].Target);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Either_token_cancels_the_request_of_a_list(string method)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Never());
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        foreach (bool byMethod in new[] { true, false })
        {
            using CancellationTokenSource cancel = new();
            using CancellationTokenSource other = new();
            int before = stub.Requests.Count;

            IAsyncEnumerable<object> list = ListMethods.Call(method, Caller(client), byMethod ? cancel.Token : other.Token);
            Task<int> count = list.CountAsync(byMethod ? other.Token : cancel.Token).AsTask();
            StubRequest request = await stub.WaitForRequestAsync(before + 1);
            await cancel.CancelAsync();

            (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => count)).CancellationToken.Should().Be(cancel.Token);
            await request.Aborted;
        }
    }

    [Fact]
    public void An_option_out_of_range_is_refused_by_the_call_itself()
    {
        using AgentPlatformClient client = Clients.For(Clients.Nowhere());
        ListMethods.Caller caller = Caller(client);
        Func<object>[] calls =
        [
            () => client.Agents.ListAsync(new() { Limit = 0 }),
            () => client.Agents.ListAsync(new() { Offset = -1 }),
            () => client.Sessions.ListAsync(new() { Limit = 201 }),
            () => caller.Agent.ListSessionsAsync(new() { Limit = 201 }),
            () => caller.Agent.Automations.ListRunsAsync(new() { Limit = 201 }),
            () => caller.Agent.Issues.ListAsync(new() { Limit = 501 }),
            () => caller.Session.Issues.ListAsync(new() { Limit = 501 }),
        ];

        foreach (Func<object> call in calls)
        {
            call.Should().Throw<AgentPlatformValidationException>().Which.ValidationErrors.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task A_list_in_one_response_is_one_page()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(ListMethods.Answer));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        List<Page<Skill>> pages = await client.Skills.ListAsync().AsPages().ToListAsync();

        Page<Skill> page = pages.Should().ContainSingle().Subject;
        page.Items.Select(skill => skill.Id).Should().Equal("i1", "i2");
        (page.Total, page.Limit, page.Offset).Should().Be((2, 2, 0));
        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_failure_is_thrown_while_the_list_is_enumerated()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Status(404, "no such agent"));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        PagedAsyncEnumerable<Memory> list = client.Agents.GetMemoriesClient("a1").ListAsync();

        await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => list.ToListAsync());
        await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => list.GetFirstPageAsync());
        await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => list.AsPages().ToListAsync());
        await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => list.CountAsync().AsTask());
        stub.Requests.Should().HaveCount(4);
    }

    private static ListMethods.Caller Caller(AgentPlatformClient client) => new(client, Clients.AgentOf(client), Clients.SessionOf(client));
}
