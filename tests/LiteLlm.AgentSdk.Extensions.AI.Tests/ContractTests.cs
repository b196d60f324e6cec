using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>The behavior that callers of any chat client rely on.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task A_sessions_client_returns_its_services()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient(new() { Agent = lap.Agent });

        chat.GetService<IChatClient>().Should().BeSameAs(chat);
        chat.GetService<Session>().Should().BeSameAs(session);
        chat.GetService<Agent>().Should().BeSameAs(lap.Agent);
        chat.GetService<AgentPlatformClient>().Should().BeNull("a session does not know it");
        chat.GetService<object>().Should().BeSameAs(chat);
        chat.GetService<string>().Should().BeNull();
        chat.GetService<Session>("a key").Should().BeNull();
        chat.GetService<IChatClient>("a key").Should().BeNull();
        chat.GetService<ChatClientMetadata>("a key").Should().BeNull();
        ChatClientMetadata metadata = chat.GetRequiredService<ChatClientMetadata>();
        metadata.ProviderName.Should().Be("litellm_agent_platform");
        metadata.ProviderUri.Should().Be(lap.Platform.BaseUrl);
        metadata.DefaultModelId.Should().Be(Lap.Model);
    }

    [Fact]
    public async Task An_agents_client_returns_its_services()
    {
        await using Lap lap = await Lap.StartAsync();
        IChatClient direct = lap.Agent.AsChatClient();
        IChatClient byId = lap.Client.AsChatClient(lap.Agent.Id);

        direct.GetService<Agent>().Should().BeSameAs(lap.Agent);
        direct.GetService<Session>().Should().BeNull();
        direct.GetRequiredService<ChatClientMetadata>().DefaultModelId.Should().Be(Lap.Model);
        direct.GetRequiredService<ChatClientMetadata>().ProviderUri.Should().Be(lap.Platform.BaseUrl);
        byId.GetService<AgentPlatformClient>().Should().BeSameAs(lap.Client);
        byId.GetService<Agent>().Should().BeNull();
        byId.GetRequiredService<ChatClientMetadata>().ProviderUri.Should().Be(lap.Platform.BaseUrl);
        byId.GetRequiredService<ChatClientMetadata>().DefaultModelId.Should().BeNull();

        await byId.GetResponseAsync("x");

        byId.GetService<Agent>()!.Id.Should().Be(lap.Agent.Id);
        byId.GetRequiredService<ChatClientMetadata>().DefaultModelId.Should().Be(Lap.Model);
    }

    [Fact]
    public void The_metadata_has_the_configured_address()
    {
        using AgentPlatformClient client =
            new(new AgentPlatformOptions { BaseUrl = new Uri("https://lap.example.com/gateway"), ApiKey = "sk-secret" });

        client.AsChatClient("a").GetRequiredService<ChatClientMetadata>().ProviderUri
            .Should().Be(new Uri("https://lap.example.com/gateway"));
        new StubSession().AsChatClient().GetRequiredService<ChatClientMetadata>().ProviderUri.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task A_response_can_be_stored_and_read_again(string harness)
    {
        // Serializes as a cache does, without reflection.
        await using Lap lap = await Lap.StartAsync(harness);
        IChatClient chat = lap.Agent.AsChatClient(new() { Send = new() { ThrowOnFailure = false } });
        ChatResponse whole = await chat.GetResponseAsync("THINK TOOL BROKEN FAIL 529");
        List<ChatResponseUpdate> updates = await chat.GetStreamingResponseAsync("THINK TOOL BROKEN").ToListAsync();
        JsonTypeInfo<ChatResponse> wholeType = (JsonTypeInfo<ChatResponse>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse));
        JsonTypeInfo<List<ChatResponseUpdate>> updatesType =
            (JsonTypeInfo<List<ChatResponseUpdate>>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(List<ChatResponseUpdate>));

        ChatResponse wholeAgain = JsonSerializer.Deserialize(JsonSerializer.Serialize(whole, wholeType), wholeType)!;
        List<ChatResponseUpdate> updatesAgain = JsonSerializer.Deserialize(JsonSerializer.Serialize(updates, updatesType), updatesType)!;

        wholeAgain.Shape(withExceptions: false).Should().Be(whole.Shape(withExceptions: false));
        wholeAgain.ConversationId.Should().Be(whole.ConversationId);
        updatesAgain.ToChatResponse().Shape(withExceptions: false).Should().Be(updates.ToChatResponse().Shape(withExceptions: false));
    }

    [Fact]
    public async Task Disposing_a_client_ends_no_session()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient();

        chat.Dispose();
        chat.Dispose();

        (await session.RefreshAsync()).Status.Should().Be(SessionStatus.Ready);
        (await session.SendAsync("x")).Text.Should().Be("echo: x");
        lap.Platform.ReceivedRequests.Should().NotContain(r => r.Method == "DELETE");
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task Concurrent_calls_run_one_after_the_other(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient();
        Task<ChatResponse> first = chat.GetResponseAsync("HOLD 0");
        await lap.Held.WaitAsync(Lap.Patience);

        Task<ChatResponse>[] others =
            [.. Enumerable.Range(1, 6).Select(i => i % 2 == 0 ? chat.GetResponseAsync($"n {i}")
            : chat.GetStreamingResponseAsync($"n {i}").ToChatResponseAsync())];
        lap.Turns.Should().ContainSingle("a session has one turn at a time");
        lap.Release();
        await first.WaitAsync(Lap.Patience);
        ChatResponse[] responses = await Task.WhenAll(others).WaitAsync(Lap.Patience);

        responses.Select(r => r.Text).Should().Equal(Enumerable.Range(1, 6).Select(i => $"echo: n {i}"));
        lap.Turns.Select(t => t.Text).Should().Equal(["HOLD 0", .. Enumerable.Range(1, 6).Select(i => $"n {i}")]);
    }

    [Fact]
    public async Task Conversations_of_an_agent_run_concurrently()
    {
        await using Lap lap = await Lap.StartAsync();
        IChatClient chat = lap.Agent.AsChatClient();

        Task<ChatResponse>[] calls = [.. Enumerable.Range(0, 4).Select(i => chat.GetResponseAsync($"HOLD {i}"))];
        await lap.Platform.WaitForTurnsStartedAsync(4).WaitAsync(Lap.Patience);
        lap.Release();
        ChatResponse[] responses = await Task.WhenAll(calls).WaitAsync(Lap.Patience);

        responses.Select(r => r.ConversationId).Should().OnlyHaveUniqueItems();
        responses.Select((r, i) => r.Text.Contains($"HOLD {i}", StringComparison.Ordinal)).Should().OnlyContain(own => own);
    }
}
