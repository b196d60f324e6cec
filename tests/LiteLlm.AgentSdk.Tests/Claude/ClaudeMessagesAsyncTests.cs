using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class ClaudeMessagesAsyncTests
{
    private const string SessionJson = """{"id":"ses-1","agent_id":"a","status":"ready","created_at":"2026-06-01T00:00:00.000Z"}""";

    [Theory]
    [InlineData("sessions-claude-agent-sdk/stream.during-message", false)]
    [InlineData("sessions-claude-agent-sdk/abort.stream", false)]
    public async Task A_stream_of_a_turn_gives_its_messages_and_ends_with_the_turn(string name, bool follow)
    {
        string[] frames = [.. Recordings.Get(name).Frames];
        await using KestrelStub stub = await StubAsync(Respond.Sse(frames));
        using AgentPlatformClient platform = Client(stub);
        Session session = await platform.Sessions.GetAsync("ses-1");

        List<string> messages = [];
        await foreach (ClaudeMessage message in session.ClaudeMessagesAsync(follow))
        {
            messages.Add(message.ToJson());
        }

        string[] expected = [.. ClaudeStreams.Events(name).OfType<ClaudeSdkMessageEvent>().Select(static e => e.Message.GetRawText())];
        messages.Should().HaveCount(expected.Length);
        foreach ((string one, string other) in expected.Zip(messages))
        {
            SameJson.Check(one, other);
        }

        stub.Requests[^1].Target.Should().EndWith("/sessions/ses-1/stream");
    }

    [Fact]
    public async Task Following_continues_into_the_next_turn_and_ends_with_the_connection()
    {
        const string Name = "sessions-claude-agent-sdk/stream.follow-two-turns";
        await using KestrelStub stub = await StubAsync(Respond.Sse([.. Recordings.Get(Name).Frames]));
        using AgentPlatformClient platform = Client(stub);
        Session session = await platform.Sessions.GetAsync("ses-1");

        ClaudeConversation conversation = ClaudeConversation.Empty;
        try
        {
            await foreach (ClaudeMessage message in session.ClaudeMessagesAsync(follow: true))
            {
                conversation = conversation.Add(message);
            }

            Assert.Fail("A stream that follows ends with its connection.");
        }
        catch (StreamInterruptedException e)
        {
            conversation = conversation.Ended(e);
        }

        conversation.Messages.Count(static m => m.Type == "result").Should().Be(2);
        conversation.Status.Should().Be(ClaudeConversationStatus.Idle, "its result was the last message");
        stub.Requests[^1].Target.Should().EndWith("/sessions/ses-1/stream?follow=1");
    }

    [Fact]
    public async Task The_events_of_the_same_stream_show_the_end_of_the_turn()
    {
        await using KestrelStub stub =
            await StubAsync(Respond.Sse([.. Recordings.Get("sessions-claude-agent-sdk/stream.follow-two-turns").Frames]));
        using AgentPlatformClient platform = Client(stub);
        Session session = await platform.Sessions.GetAsync("ses-1");

        ClaudeConversation conversation = ClaudeConversation.Empty;
        Func<Task> follow = async () =>
        {
            await foreach (SessionEvent e in session.FollowAsync())
            {
                conversation = conversation.Add(e);
            }
        };

        StreamInterruptedException ending = (await follow.Should().ThrowAsync<StreamInterruptedException>()).Which;
        conversation.Ended(ending).Status.Should().Be(ClaudeConversationStatus.Idle);
    }

    [Fact]
    public async Task A_stream_that_is_cut_in_a_turn_is_an_error_and_not_streaming()
    {
        string[] frames = [.. Recordings.Get("sessions-claude-agent-sdk/stream.during-message").Frames.Take(15)];
        await using KestrelStub stub = await StubAsync(Respond.Sse(frames));
        using AgentPlatformClient platform = Client(stub);
        Session session = await platform.Sessions.GetAsync("ses-1");

        ClaudeConversation conversation = ClaudeConversation.Empty;
        Func<Task> read = async () =>
        {
            await foreach (ClaudeMessage message in session.ClaudeMessagesAsync())
            {
                conversation = conversation.Add(message);
            }
        };

        StreamInterruptedException ending = (await read.Should().ThrowAsync<StreamInterruptedException>()).Which;
        conversation.Status.Should().Be(ClaudeConversationStatus.Streaming);
        conversation.Ended(ending).Status.Should().Be(ClaudeConversationStatus.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_before_the_response_is_aborted_and_carries_the_callers_token(bool byMethod)
    {
        TaskCompletionSource asked = new();
        await using KestrelStub stub = await StubAsync(context =>
        {
            asked.SetResult();
            return Respond.Never()(context);
        });
        using AgentPlatformClient platform = Client(stub);
        Session session = await platform.Sessions.GetAsync("ses-1");
        using CancellationTokenSource caller = new();
        using CancellationTokenSource other = new();

        Task<ClaudeConversation> reading = ReadAsync();
        await asked.Task;
        await caller.CancelAsync();

        ClaudeConversation conversation = await reading;
        conversation.Status.Should().Be(ClaudeConversationStatus.Aborted);
        conversation.Error.Should().BeNull();

        async Task<ClaudeConversation> ReadAsync()
        {
            ClaudeConversation read = ClaudeConversation.Empty;
            try
            {
                IAsyncEnumerable<ClaudeMessage> messages =
                    session.ClaudeMessagesAsync(cancellationToken: byMethod ? caller.Token : other.Token);
                await foreach (ClaudeMessage message in messages.WithCancellation(byMethod ? other.Token : caller.Token))
                {
                    read = read.Add(message);
                }

                return read;
            }
            catch (OperationCanceledException e)
            {
                e.CancellationToken.Should().Be(caller.Token);
                return read.Ended(e);
            }
        }
    }

    [Fact]
    public async Task Following_a_dead_session_fails_with_the_reason()
    {
        await using KestrelStub stub = await StubAsync(Respond.Json("""{"error":"session is dead"}""", StatusCodes.Status410Gone));
        using AgentPlatformClient platform = Client(stub);
        Session session = await platform.Sessions.GetAsync("ses-1");

        Func<Task> read = async () => await session.ClaudeMessagesAsync().GetAsyncEnumerator().MoveNextAsync();

        AgentPlatformException failure = (await read.Should().ThrowAsync<AgentPlatformConflictException>()).Which;
        ClaudeConversation.Empty.Ended(failure).Status.Should().Be(ClaudeConversationStatus.Error);
    }

    [Fact]
    public async Task A_session_that_a_test_creates_gives_the_messages_of_its_events()
    {
        FakeSession session = new();

        List<ClaudeMessage> messages = [];
        await foreach (ClaudeMessage message in session.ClaudeMessagesAsync())
        {
            messages.Add(message);
            break;
        }

        messages.Should().ContainSingle().Which.Should().BeOfType<ClaudeSystemMessage>();
        session.IsDisposed.Should().BeTrue();
    }

    private static async Task<KestrelStub> StubAsync(Func<HttpContext, Task> stream)
    {
        KestrelStub stub = await KestrelStub.StartAsync();
        return stub.Enqueue(Respond.Json(SessionJson), stream);
    }

    private static AgentPlatformClient Client(KestrelStub stub) =>
        new(new AgentPlatformOptions
        {
            BaseUrl = stub.BaseAddress,
            ApiKey = "key",
            Generation = PlatformGeneration.Platform,
            Healing = { Enabled = false }
        });

    private sealed class FakeSession : Session
    {
        public bool IsDisposed { get; private set; }

        public override async IAsyncEnumerable<SessionEvent> FollowAsync(
            FollowOptions? options = null,
                [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                await Task.Yield();
                foreach (SessionEvent e in ClaudeStreams.Events("sessions-claude-agent-sdk/message_stream.TOOL"))
                {
                    yield return e;
                }
            }
            finally
            {
                IsDisposed = true;
            }
        }
    }
}
