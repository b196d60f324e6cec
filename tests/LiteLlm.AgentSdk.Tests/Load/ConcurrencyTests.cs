using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Healing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Tests.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Load;

/// <summary>
/// Many callers at once: sends run in order on one session and concurrently on many, and abandoned sends leave nothing behind.
/// </summary>
public sealed class ConcurrencyTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Scripts _scripts = new();

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task Many_sends_on_one_session_run_one_by_one_in_the_order_of_the_calls(string harness)
    {
        const int Sends = 30;
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client, harness);
        Session again = await client.Sessions.GetAsync(session.Id);

        // Blocking and streamed sends of two objects for one session, all called before the first has ended.
        Task<string>[] sends =
            [.. Enumerable.Range(0, Sends).Select(i => i % 3 == 0 ? StreamAsync(again, $"m {i}")
            : SendAsync(i % 2 == 0 ? session : again, $"m {i}"))];
        string[] replies = await Task.WhenAll(sends).WaitAsync(s_patience);

        replies.Should().Equal(Enumerable.Range(0, Sends).Select(i => $"begun m {i}\ndone m {i}"));
        _scripts.Order.Should().Equal(Enumerable.Range(0, Sends).Select(i => $"m {i}"));
        lap.Counters.TurnsStarted.Should().Be(Sends);
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task Many_sessions_of_one_client_run_at_the_same_time()
    {
        const int Sessions = 25;
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Agent agent = await client.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.ClaudeAgentSdk });
        Session[] sessions = await Task.WhenAll(Enumerable.Range(0, Sessions).Select(_ => agent.CreateSessionAsync()));

        Task<string>[] sends = [.. sessions.Select((s, i) => i % 2 == 0 ? SendAsync(s, $"hold {i}") : StreamAsync(s, $"hold {i}"))];

        // Each turn waits for the release, so all turns have to run before it.
        await lap.WaitForTurnsStartedAsync(Sessions).WaitAsync(s_patience);
        lap.Counters.TurnsEnded.Should().Be(0);
        _scripts.Release();
        (await Task.WhenAll(sends).WaitAsync(s_patience)).Should().Equal(Enumerable.Range(0, Sessions).Select(i =>
            $"begun hold {i}\ndone hold {i}"));
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task Callers_that_cancel_or_leave_at_random_leave_no_open_stream_and_no_waiting_send()
    {
        const int Callers = 24;
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Agent agent = await client.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.ClaudeAgentSdk });
        int seed = Seeds.Of(31);
        int whole = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Callers), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (i, _) =>
        {
            Random random = Seeds.Round(seed, i);
            Session session = await agent.CreateSessionAsync(cancellationToken: CancellationToken.None);
            using CancellationTokenSource cancel = new();
            int stop = random.Next(12);
            bool leaves = random.Next(2) == 0;
            try
            {
                int seen = 0;
                await foreach (TurnUpdate update in session.SendStreamingAsync($"tools {i}",
                    cancellationToken: CancellationToken.None).WithCancellation(cancel.Token))
                {
                    if (update is TurnCompleted)
                    {
                        Interlocked.Increment(ref whole);
                    }
                    else if (seen++ == stop)
                    {
                        if (leaves)
                        {
                            break;
                        }

                        await cancel.CancelAsync();
                    }
                }
            }
            catch (OperationCanceledException e)
            {
                e.CancellationToken.Should().Be(cancel.Token);
            }

            // The next message waits for the abandoned turn, and its reply is complete.
            (await SendAsync(session, $"after {i}")).Should().Be($"begun after {i}\ndone after {i}");
        }).WaitAsync(s_patience);

        await lap.WaitForOpenStreamsAsync(0).WaitAsync(s_patience);
        await lap.WaitForTurnsEndedAsync(2 * Callers).WaitAsync(s_patience);
        lap.Counters.TurnsStarted.Should().Be(2 * Callers, $"LITELLM_SDK_SEED={seed}");
        client.Transport.Gates.Count.Should().Be(0);
        whole.Should().BeLessThan(Callers);
    }

    [Fact]
    public async Task Disposing_the_client_during_sends_repeats_no_turn_and_leaves_no_send_waiting()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        AgentPlatformClient client = lap.CreateClient(options =>
        {
            LostAnswerTests.Quick(options);
            options.Healing.OutcomeTimeout = TimeSpan.FromMilliseconds(500);
        });
        Agent agent = await client.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.ClaudeAgentSdk });
        Session[] sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => agent.CreateSessionAsync()));
        Task<string>[] sends = [.. sessions.Select((s, i) => i % 2 == 0 ? SendAsync(s, $"hold {i}") : StreamAsync(s, $"hold {i}"))];
        await lap.WaitForTurnsStartedAsync(8).WaitAsync(s_patience);

        client.Dispose();
        _scripts.Release();

        // An open stream continues to its end. A send that needs another connection does not get one.
        for (int i = 0; i < sends.Length; i++)
        {
            try
            {
                (await sends[i].WaitAsync(s_patience)).Should().Be($"begun hold {i}\ndone hold {i}");
            }
            catch (AgentPlatformException e)
            {
                e.MayHaveTakenEffect.Should().BeTrue(e.Message);
            }
            catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
            {
                // The framework's exception for a disposed client.
            }
        }

        await Assert.ThrowsAnyAsync<Exception>(() => sessions[0].SendAsync("after"));
        await lap.WaitForTurnsEndedAsync(8).WaitAsync(s_patience);
        lap.Counters.TurnsStarted.Should().Be(8);
    }

    [Fact]
    public async Task One_of_two_concurrent_enumerations_sends_and_the_other_is_refused()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);
        IAsyncEnumerable<TurnUpdate> updates = session.SendStreamingAsync("once");
        using Barrier together = new(2);

        Task<List<TurnUpdate>>[] both = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            together.SignalAndWait(s_patience);
            return updates.ToListAsync();
        }))];
        await Task.WhenAll(both.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default))).WaitAsync(s_patience);

        both.Count(t => t.IsCompletedSuccessfully).Should().Be(1);
        both.Single(t => t.IsFaulted).Exception!.InnerException.Should().BeOfType<InvalidOperationException>();
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task Two_processes_may_resume_one_checkpoint_at_once(string harness)
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client, harness);
        string first = "";
        TurnCheckpoint? token = null;
        await foreach (TurnUpdate update in session.SendStreamingAsync("hold tools"))
        {
            first += update.Text;
            if (first == "begun hold tools")
            {
                token = update.CreateCheckpoint();
                break;
            }
        }

        using AgentPlatformClient one = lap.CreateClient(LostAnswerTests.Quick);
        using AgentPlatformClient other = lap.CreateClient(LostAnswerTests.Quick);
        string text = token!.ToString();
        int live = 0;
        string[] rests = await Task.WhenAll(((AgentPlatformClient[])[one, other]).Select(async c =>
        {
            string rest = "";
            await foreach (TurnUpdate update in c.ResumeTurnAsync(TurnCheckpoint.Parse(text)))
            {
                rest += update.Text;
                if (update is TurnHealed && Interlocked.Increment(ref live) == 2)
                {
                    _scripts.Release();
                }
            }

            return rest;
        })).WaitAsync(s_patience);

        rests.Should().AllBe("\ndone hold tools");
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    private static async Task<string> SendAsync(Session session, string text) =>
        (await session.SendAsync(text)).Text;

    private static async Task<string> StreamAsync(Session session, string text) =>
        string.Concat((await session.SendStreamingAsync(text).ToListAsync()).Select(u => u.Text));
}
