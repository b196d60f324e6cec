using System.Collections.Concurrent;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// Turns over connections that break at any byte of the request, its answer, the stream or the search for the turn. A send never starts
/// more than one turn, a reply is complete, an exception is true, and nothing hangs. LITELLM_SDK_PROXY_TURNS sets the number of turns, and
/// LITELLM_SDK_SEED selects them.
/// </summary>
public sealed class ProxyChaosTests(ITestOutputHelper output)
{
    // After so many connections the network works again, so that a turn that exists can be found.
    private const int BadConnections = 6;

    private readonly ConcurrentDictionary<string, int> _endings = new();
    private readonly ConcurrentQueue<Exception> _failures = new();

    [Theory]
    [InlineData("claude-agent-sdk", 11)]
    [InlineData("opencode", 12)]
    public async Task Every_turn_over_broken_connections_is_sent_once_and_ends_with_its_reply_or_a_true_error(string harness, int usual)
    {
        int seed = Seeds.Of(usual);
        int turns = Seeds.Rounds("LITELLM_SDK_PROXY_TURNS", 120) / 2;
        ChaosScript script = new();
        LocalAgentPlatformOptions how = new() { Script = script.PlayAsync };
        how.StartupPhases.Clear();
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(how);
        using AgentPlatformClient direct = lap.CreateClient();
        Agent agent = await direct.Agents.CreateAsync(new() { Model = "m", HarnessId = new HarnessId(harness) });
        await Parallel.ForEachAsync(Enumerable.Range(0, turns), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            ProxyPlan[] plans =
                [.. Enumerable.Range(0, BadConnections).Select(c => ProxyPlan.Draw(Seeds.Round(seed + c, i), script.Over(i)))];
            bool streams = Seeds.Round(seed, i).Next(2) == 0;
            try
            {
                await PlayAsync(lap, script, await agent.CreateSessionAsync(cancellationToken: CancellationToken.None), $"tools {i}",
                    streams, plans);
            }
            catch (Exception e)
            {
                _failures.Enqueue(new InvalidOperationException(
                    $"turn {i}, {(streams ? "streamed" : "blocking")}: [{string.Join("; ", plans.AsEnumerable())}]: {e.Message}", e));
            }
        });

        output.WriteLine(
            $"{harness}, LITELLM_SDK_SEED={seed}: {turns} turns. "
                + $"{string.Join(", ", _endings.OrderByDescending(e => e.Value).Select(e => $"{e.Key}: {e.Value}"))}");
        _failures.Should().BeEmpty($"LITELLM_SDK_SEED={seed}");
        _endings["reply"].Should().BeGreaterThan(turns / 3);
    }

    private async Task PlayAsync(LocalAgentPlatform lap, ChaosScript script, Session direct, string text, bool streams, ProxyPlan[] plans)
    {
        await using ChaosProxy proxy = ChaosProxy.Start(lap.BaseUrl, i => i < plans.Length ? plans[i] : ProxyPlan.Clean);
        using AgentPlatformClient client = lap.CreateClient(options =>
        {
            options.BaseUrl = proxy.BaseAddress;
            options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
            options.Healing.BaseDelay = TimeSpan.FromMilliseconds(1);
            options.Healing.MaxDelay = TimeSpan.FromMilliseconds(50);
            options.Healing.OutcomeTimeout = TimeSpan.FromSeconds(2);
            options.StreamIdleTimeout = TimeSpan.FromMilliseconds(200);
            options.RequestTimeout = TimeSpan.FromSeconds(2);
            options.TurnTimeout = TimeSpan.FromSeconds(60);
        });
        Session session = Clients.SessionOf(client, direct.Id);
        string ending;
        try
        {
            string shown = "";
            Reply? reply = null;
            if (streams)
            {
                await foreach (TurnUpdate update in session.SendStreamingAsync(text))
                {
                    shown += update.Text;
                    reply = (update as TurnCompleted)?.Reply;
                }
            }
            else
            {
                reply = await session.SendAsync(text);
                shown = string.Join('\n', reply.Parts.OfType<TextPart>().Select(p => p.Text));
            }

            shown.Should().Be($"looking\nbegun {text}\ndone {text}", "a reply is whole");
            reply!.Text.Should().Be(shown);
            reply.Parts.OfType<ToolPart>().Should().ContainSingle().Which.State.Output.Should().Be("a b");
            reply.IsPartial.Should().BeFalse();
            ending = "reply";
        }
        catch (AgentPlatformException e)
        {
            (e as AgentPlatformTimeoutException)?.Limit.Should().NotBe(nameof(AgentPlatformOptions.TurnTimeout), "nothing hangs");
            if (script.StartsOf(text) > 0)
            {
                e.MayHaveTakenEffect.Should().BeTrue($"a turn was started, and {e.GetType().Name} has to allow for it: {e.Message}");
            }

            ending = e.GetType().Name;
        }

        script.StartsOf(text).Should().BeLessThanOrEqualTo(1, "a message starts one turn");
        lap.Counters.TurnsStartedIn(session.Id).Should().BeLessThanOrEqualTo(1);
        lap.ReceivedRequests.Count(r => r.Method == "POST"
            && r.Path.Contains(session.Id, StringComparison.Ordinal)).Should().BeLessThanOrEqualTo(1, "a message arrives once");
        _endings.AddOrUpdate(ending, 1, (_, count) => count + 1);
    }
}
