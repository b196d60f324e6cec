using System.Collections.Concurrent;
using System.Diagnostics;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// Turns under random faults at every stage, on both harnesses: a send never starts more than one turn, nothing hangs, and nothing is
/// lost silently. Plays 80 turns, or as many as LITELLM_SDK_CHAOS_TURNS says. Several sessions run at a time, since a lost turn mostly
/// waits; each turn has its own random numbers.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int TurnsPerPlatform = 100;
    private const int SessionsAtATime = 16;

    private readonly ConcurrentDictionary<string, int> _endings = new();
    private readonly ConcurrentDictionary<string, int> _troubles = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private int _played;

    [Theory]
    [InlineData("claude-agent-sdk", 1)]
    [InlineData("opencode", 2)]
    public async Task Every_turn_is_sent_once_and_ends_with_its_reply_or_a_true_error(string harness, int usual)
    {
        int turns = Seeds.Rounds("LITELLM_SDK_CHAOS_TURNS", 80) / 2;
        int seed = Seeds.Of(usual);
        Stopwatch watch = Stopwatch.StartNew();
        for (int first = 0; first < turns; first += TurnsPerPlatform)
        {
            await PlayAsync(new HarnessId(harness), seed, first, Math.Min(turns, first + TurnsPerPlatform));
        }

        output.WriteLine(
            $"{harness}, LITELLM_SDK_SEED={seed}: {_played} turns in {watch.Elapsed.TotalSeconds:F0} s, {_failures.Count} failed");
        output.WriteLine(string.Join(", ", _endings.OrderByDescending(e => e.Value).Select(e => $"{e.Key}: {e.Value}")));
        output.WriteLine(string.Join(", ", _troubles.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}: {e.Value}")));
        _failures.Should().BeEmpty($"LITELLM_SDK_SEED={seed}");
        _played.Should().Be(turns);
        _endings["reply"].Should().BeGreaterThan(turns / 3);
    }

    private async Task PlayAsync(HarnessId harness, int seed, int from, int to)
    {
        ChaosScript script = new();
        LocalAgentPlatformOptions how = new() { Script = script.PlayAsync };
        how.StartupPhases.Clear();
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(how);
        script.Lose = lap.KillSandbox;
        using AgentPlatformClient client = lap.CreateClient(Quick);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = SessionsAtATime };
        await Parallel.ForEachAsync(Enumerable.Range(from, to - from), parallel, async (i, _) =>
        {
            ChaosTurn turn = ChaosTurn.Draw(i, harness, Seeds.Round(seed, i), script.Over(i));
            try
            {
                await PlayAsync(lap, client, script, turn);
            }
            catch (Exception e)
            {
                _failures.Enqueue(new InvalidOperationException($"{turn}: {e.Message}", e));
            }
        });
    }

    private static void Quick(AgentPlatformOptions options)
    {
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Healing.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Healing.MaxDelay = TimeSpan.FromMilliseconds(100);
        options.Healing.OutcomeTimeout = TimeSpan.FromSeconds(4);

        // Headers that take longer are given up. On a busy machine, the connection alone may take a while.
        options.StreamIdleTimeout = TimeSpan.FromSeconds(1);

        // Ends requests of the search that are never answered; three of them have to fit into a turn. Requests that are only slow, on a
        // busy machine, must not reach it.
        options.RequestTimeout = TimeSpan.FromSeconds(10);
        options.TurnTimeout = TimeSpan.FromSeconds(60);
    }

    private async Task PlayAsync(LocalAgentPlatform lap, AgentPlatformClient client, ChaosScript script, ChaosTurn turn)
    {
        Agent agent =
            await client.Agents.CreateAsync(new()
            {
                Model = "m",
                HarnessId = turn.Harness,
                Projects = [new AgentProject { Id = "p", Name = "p" }]
            });
        Session session = await agent.CreateSessionAsync();
        if (turn.IsSecond)
        {
            await session.SendAsync("warm up");
        }

        if (turn.Restarts)
        {
            await session.RestartAsync();
        }

        using AgentPlatformClient elsewhere = lap.CreateClient(Quick);
        using AgentPlatformClient third = lap.CreateClient(Quick);
        Session same = await elsewhere.Sessions.GetAsync(session.Id);
        Session seenByThird = await third.Sessions.GetAsync(session.Id);
        string others = $"other {turn.Index}{(turn.Merges ? " hold" : "")}";
        string also = $"also {turn.Index}";
        Task<Reply>? other = null;
        Task<Reply>? merged = null;
        if (turn.HasCompany)
        {
            other = same.SendStreamingAsync(others).GetReplyAsync();
            await script.Begun(others);
        }

        if (turn is { Merges: true, IsLastOfTheMerged: true })
        {
            merged = await SendAlsoAsync(lap, seenByThird, also);
        }

        lap.Faults.Add(turn.Fault.On("POST").InSession(session.Id));
        foreach (Fault more in turn.MoreFaults)
        {
            lap.Faults.Add(more.InSession(session.Id));
        }

        if (turn.SandboxLost == "before the message")
        {
            lap.KillSandbox(session.Id);
        }

        string ending;
        string told = "";
        Task? restarted = null;
        try
        {
            SendOptions options = new() { Text = turn.Text, WaitForRunningTurn = !turn.HasCompany || turn.WaitsForCompany };
            Task<Reply> send = turn.Streams ? StreamAsync(session, turn, options) : session.SendAsync(options);
            if (turn.Merges)
            {
                await Task.WhenAny(send, HasArrivedAsync(lap, session.Id, turn.Text));
                merged ??= await SendAlsoAsync(lap, seenByThird, also);
                script.Release(others);
            }

            if (turn.IsRestartedByAnother && await Task.WhenAny(send, script.Begun(turn.Text)) != send)
            {
                restarted = same.RestartAsync();
            }

            Reply reply = await send;
            string answered = AnsweredText(turn, reply, also);
            reply.Text.Should().Be($"looking\nbegun {answered}\ndone {answered}", "a reply is whole");
            (turn.Merges || turn.IsRestartedByAnother || reply.AnsweredWith is null).Should().BeTrue("nothing else is merged");
            turn.IsUnanswerable.Should().BeFalse("nothing answers such a message");
            reply.Parts.OfType<ToolPart>().Should().ContainSingle().Which.State.Output.Should().Be("a b");
            reply.IsPartial.Should().BeFalse();
            (script.StartsOf(answered) > 0 || answered == ChaosScript.Replayed).Should().BeTrue("a reply has a turn");
            ending = reply.AnsweredWith is null ? "reply" : "another's reply";
        }
        catch (AgentPlatformException e)
        {
            e.Should().NotBeOfType<AgentPlatformTimeoutException>("nothing hangs");
            turn.MustHeal.Should().BeFalse($"a turn that is there is found: {e.GetType().Name}: {e.Message}");
            if (script.StartsOf(turn.Text) > 0)
            {
                e.MayHaveTakenEffect.Should().BeTrue($"a turn was started, and {e.GetType().Name} has to allow for it: {e.Message}");
            }

            ending = e.GetType().Name;
            told = e.ToString();
        }

        lap.ReceivedRequests.Count(r => IsMessage(r, session.Id, turn.Text))
            .Should().Be(1, $"a message is sent once; what was told: {told}");
        script.StartsOf(turn.Text).Should().BeLessThanOrEqualTo(turn.MostRuns, "a message starts one turn");
        if (restarted is not null)
        {
            await restarted;
            Reply next = await same.SendAsync($"next {turn.Index}");
            next.Text.Should().Be($"looking\nbegun next {turn.Index}\ndone next {turn.Index}", "the restarted session continues");
        }

        if (other is not null)
        {
            (await other).Text.Should().Be($"begun {others} done {others}");
        }

        if (merged is not null)
        {
            Reply reply = await merged;
            string answered = reply.AnsweredWith is null ? also : turn.Text;
            reply.Text.Should().Be($"looking\nbegun {answered}\ndone {answered}", "another sender gets a whole reply too");
        }

        if (turn.IsUnanswerable)
        {
            Reply next = await session.SendAsync($"next {turn.Index}");
            next.Text.Should().Be($"looking\nbegun next {turn.Index}\ndone next {turn.Index}", "the session continues");
        }

        if (restarted is not null)
        {
            ending += ", restarted by another process";
        }

        Interlocked.Increment(ref _played);
        _endings.AddOrUpdate(ending, 1, (_, count) => count + 1);
        _troubles.AddOrUpdate(new string([.. turn.Trouble.Where(c => !char.IsAsciiDigit(c))]).Replace("  ", " ",
            StringComparison.Ordinal).Trim(), 1, (_, count) => count + 1);
    }

    /// <summary>
    /// Returns the text of the message that opencode answered: this one, or one that it took together with it. A replay that comes during
    /// the turn only takes over its further steps.
    /// </summary>
    private static string AnsweredText(ChaosTurn turn, Reply reply, string also) =>
        reply.AnsweredWith is null ? turn.Text
        : turn.Merges ? also
        : reply.Text.Contains(turn.Text, StringComparison.Ordinal) ? turn.Text : ChaosScript.Replayed;

    /// <summary>Sends a message of another process, and returns when it has arrived.</summary>
    private static async Task<Task<Reply>> SendAlsoAsync(LocalAgentPlatform lap, Session session, string text)
    {
        SendOptions options = new() { Text = text, WaitForRunningTurn = false };
        Task<Reply> send = session.SendStreamingAsync(options).GetReplyAsync();
        await Task.WhenAny(send, HasArrivedAsync(lap, session.Id, text));
        return send;
    }

    private static async Task HasArrivedAsync(LocalAgentPlatform lap, string sessionId, string text)
    {
        int seen = lap.ReceivedRequests.Count;
        while (!lap.ReceivedRequests.Any(r => IsMessage(r, sessionId, text)))
        {
            await lap.WaitForRequestsAsync(++seen);
        }
    }

    private static bool IsMessage(ReceivedRequest request, string sessionId, string text) =>
        request.Method == "POST" && request.Path.Contains(sessionId, StringComparison.Ordinal)
        && request.Body.Contains($"\"{text}\"", StringComparison.Ordinal);

    private static async Task<Reply> StreamAsync(Session session, ChaosTurn turn, SendOptions options)
    {
        string shown = "";
        Reply? reply = null;
        await foreach (TurnUpdate update in session.SendStreamingAsync(options))
        {
            shown += update.Text;
            shown.Should().NotContain("other", "no text of another turn is shown");
            reply = (update as TurnCompleted)?.Reply;
        }

        string whole = reply!.Text;
        if (turn.MayRunAgain)
        {
            // Text of a run that the platform gave up can't be taken back.
            shown.Should().EndWith("done " + AnsweredText(turn, reply, also: ""));
        }
        else
        {
            shown.Should().Be(whole, "the caller was shown the reply, in order and once");
        }

        return reply;
    }
}
