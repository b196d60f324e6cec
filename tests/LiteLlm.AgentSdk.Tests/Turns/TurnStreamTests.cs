using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>
/// What a stream of updates contains: the whole text with its breaks, the place of each part, and how far it was followed.
/// </summary>
public sealed class TurnStreamTests
{
    public static TheoryData<string> Harnesses() => ["claude-agent-sdk", "claude-code-brain-inline", "opencode", "opencode-brain-inline"];

    [Theory]
    [MemberData(nameof(Harnesses))]
    public async Task The_deltas_together_are_the_text_of_the_reply(string harness)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);

        foreach (string text in (string[])["tools first", "tools second"])
        {
            string shown = "";
            Reply? reply = null;
            TurnStream turn = session.SendStreamingAsync(text);
            Dictionary<string, int> lengths = [];
            await foreach (TurnUpdate update in turn)
            {
                shown += update.Text;
                reply = (update as TurnCompleted)?.Reply;
                if (update is TurnTextDelta delta)
                {
                    string part = $"{delta.MessageId}/{delta.PartId}";
                    delta.Offset.Should().Be(lengths.GetValueOrDefault(part), "a delta says where in its part it belongs");
                    lengths[part] = delta.Offset + delta.Delta.Length;
                    turn.UserMessageId.Should().NotBeNull("the user message comes first");
                }
            }

            reply!.Text.Should().Be($"looking\nbegun {text}\ndone {text}");
            shown.Should().Be(reply.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Harnesses))]
    public async Task A_checkpoint_can_be_created_after_the_loop_ends_early(string harness)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        using AgentPlatformClient next = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);
        await session.SendAsync("first");
        TurnStream turn = session.SendStreamingAsync("hold");
        turn.CreateCheckpoint().Should().BeNull("nothing was sent yet");
        string shown = "";
        await foreach (TurnUpdate update in turn)
        {
            shown += update.Text;
            if (shown.Length > 3)
            {
                break;
            }
        }

        string saved = turn.CreateCheckpoint()!.ToString();
        scripts.Release();
        await foreach (TurnUpdate update in next.ResumeTurnAsync(TurnCheckpoint.Parse(saved)))
        {
            shown += update.Text;
        }

        shown.Should().Be("begun hold\ndone hold");
        lap.Counters.TurnsStarted.Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Harnesses))]
    public async Task The_turn_of_an_initial_prompt_can_be_followed(string harness)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness, new() { InitialPrompt = "hold", WaitUntilReady = false });
        await lap.WaitForTurnsStartedAsync(1);

        Task<Reply> followed = session.FollowInitialTurnAsync().GetReplyAsync();
        await lap.WaitForOpenStreamsAsync(1);
        scripts.Release();

        (await followed).Text.Should().Be("begun hold\ndone hold");
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    /// <summary>
    /// An inline harness answers a restart at once and replays the old conversation in the background. opencode shows the message of the
    /// replay a moment before it begins the answer.
    /// </summary>
    [Theory]
    [InlineData("claude-code-brain-inline", 0.05)]
    [InlineData("claude-code-brain-inline", 0.7)]
    [InlineData("opencode-brain-inline", 0.05)]
    [InlineData("opencode-brain-inline", 0.7)]
    [InlineData("claude-agent-sdk", 0.05)]
    [InlineData("opencode", 0.05)]
    public async Task After_a_restart_a_message_gets_its_own_answer(string harness, double latency)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync(o => o.ModelLatency = TimeSpan.FromSeconds(latency));
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);
        await session.SendAsync("before");

        await session.RestartAsync();
        Reply reply = await session.SendAsync("after");

        reply.Text.Should().Be("begun after\ndone after");
        reply.AnsweredWith.Should().BeNull();
        lap.Counters.TurnsStarted.Should().Be(3, "the replay is a turn of its own");
    }

    /// <summary>The messages of the Claude Agent SDK repeat the other events, and are delivered only on request.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_of_the_Claude_Agent_SDK_are_delivered_on_request(bool isAsked)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, HarnessId.ClaudeAgentSdk);
        List<TurnUpdate> updates = [];

        await foreach (TurnUpdate update in session.SendStreamingAsync(new SendOptions { Text = "tools", IncludeClaudeMessages = isAsked }))
        {
            updates.Add(update);
        }

        List<ClaudeSdkMessageEvent> messages = [.. updates.Select(u => u.Event).OfType<ClaudeSdkMessageEvent>()];
        (messages.Count > 0).Should().Be(isAsked);
        messages.Where(m => m.MessageType.Length == 0).Should().BeEmpty();
        updates.OfType<TurnToolFinished>().Should().ContainSingle();
        string.Concat(updates.Select(u => u.Text)).Should().Be(updates.OfType<TurnCompleted>().Single().Reply.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_image_goes_to_opencode_as_a_file(bool streams)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, HarnessId.OpenCode);
        byte[] png =
            Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        SendOptions message =
            new() { Text = "look", Attachments = [new Attachment { Name = "dot.png", MimeType = "image/png", Content = png }] };

        Reply reply = streams ? await session.SendStreamingAsync(message).GetReplyAsync() : await session.SendAsync(message);

        reply.Text.Should().Be("begun look\ndone look");
        string sent = lap.ReceivedRequests.Last(r => r.Method == "POST").Body;
        sent.Should().Contain("\"type\":\"file\"").And.Contain("data:image/png;base64,").And.NotContain("\"attachments\"");
    }

    [Fact]
    public async Task An_image_with_an_initial_prompt_is_refused_before_sending_if_the_harness_does_not_accept_it()
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Agent agent = await client.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.OpenCode });
        SessionCreateOptions options =
            new()
            {
                InitialPrompt = "look",
                InitialAttachments = [new Attachment { Name = "dot.png", MimeType = "image/png", Content = new byte[] { 1 } }]
            };

        Func<Task>[] creations = [() => agent.CreateSessionAsync(options), () => client.Sessions.CreateAsync(agent.Id, options)];
        foreach (Func<Task> create in creations)
        {
            AgentPlatformValidationException failure = (await create.Should().ThrowAsync<AgentPlatformValidationException>()).Which;
            failure.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("initial_attachments");
        }

        lap.ReceivedRequests.Should().NotContain(r => r.Method == "POST" && r.Path.EndsWith("/session", StringComparison.Ordinal));
    }
}
