using System.Globalization;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Turns;
using Xunit;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// Turns under random faults at every stage, on both harnesses: never more than one turn started per send, no hang, no silent loss. 80 turns here; as many as
/// LITELLM_SDK_CHAOS_TURNS says by hand.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static int TurnsToPlay => int.TryParse(Environment.GetEnvironmentVariable("LITELLM_SDK_CHAOS_TURNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int turns) ? turns : 80;

    [Theory]
    [InlineData("claude-agent-sdk", 1)]
    [InlineData("opencode", 2)]
    public async Task Every_turn_is_sent_once_and_ends_in_its_reply_or_in_the_truth(string harness, int seed)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options =>
        {
            options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
            options.Healing.BaseDelay = TimeSpan.FromMilliseconds(1);
            options.Healing.OutcomeTimeout = TimeSpan.FromMilliseconds(500);
            options.TurnTimeout = TimeSpan.FromSeconds(20);
        });
        Agent agent = await client.Agents.CreateAsync(new() { Model = "m", HarnessId = harness });
        Random random = new(seed);
        Dictionary<string, int> endings = [];
        for (int i = 0; i < TurnsToPlay / 2; i++)
        {
            Session session = await agent.CreateSessionAsync();
            await session.SendAsync("warm up");
            int before = lap.Counters.TurnsStartedIn(session.Id);
            bool streams = random.Next(2) == 0;
            (string fault, Fault ordered) = Any(random);
            if (!streams && fault == "held open")
            {
                // The end of a JSON answer is the end of its body: there is nothing before it to stop at.
                continue;
            }

            lap.Faults.Add(ordered.On("POST", streams ? "/message_stream" : "/message").InSession(session.Id));
            if (random.Next(3) == 0)
            {
                lap.Faults.Add(Any(random).Fault.On("GET", "/stream").InSession(session.Id));
            }

            string ending;
            try
            {
                Reply reply = streams ? await StreamAsync(session, $"tools {i}") : await session.SendAsync($"tools {i}");
                reply.Text.Replace("\n", "", StringComparison.Ordinal).Should().Be($"lookingbegun tools {i}done tools {i}", "a reply is whole: {0}", fault);
                reply.Parts.OfType<ToolPart>().Should().ContainSingle(fault);
                ending = "reply";
            }
            catch (AgentPlatformException e)
            {
                e.Should().NotBeOfType<AgentPlatformTimeoutException>("nothing hangs: turn {0}, {1}", i, fault);
                int started = lap.Counters.TurnsStartedIn(session.Id) - before;
                if (started > 0)
                {
                    e.MayHaveTakenEffect.Should().BeTrue($"a turn was started, and {e.GetType().Name} has to allow for it: {fault}: {e.Message}");
                }

                ending = e.GetType().Name;
            }

            lap.ReceivedRequests.Count(r => r.Method == "POST" && r.Path.Contains(session.Id, StringComparison.Ordinal) && r.Body.Contains($"tools {i}", StringComparison.Ordinal))
                .Should().Be(1, "a message is sent once: {0}", fault);
            if (!fault.StartsWith("sandbox", StringComparison.Ordinal))
            {
                // A platform that loses a sandbox runs turns of its own to recover it.
                (lap.Counters.TurnsStartedIn(session.Id) - before).Should().BeLessThanOrEqualTo(1, "a message starts one turn at the most: {0}", fault);
            }

            lap.Faults.Clear();
            endings[ending] = endings.GetValueOrDefault(ending) + 1;
        }

        output.WriteLine(string.Join(", ", endings.Select(e => $"{e.Key}: {e.Value}")));
        endings.Should().ContainKey("reply");
    }

    private static async Task<Reply> StreamAsync(Session session, string text)
    {
        string shown = "";
        Reply? reply = null;
        await foreach (TurnUpdate update in session.SendStreamingAsync(text))
        {
            shown += update.Text;
            reply = (update as TurnCompleted)?.Reply;
        }

        shown.Should().Be(reply!.Text.Replace("\n", "", StringComparison.Ordinal), "the caller was shown the reply, in order and once");
        return reply;
    }

    private static (string Name, Fault Fault) Any(Random random)
    {
        int after = random.Next(1, 40);
        return random.Next(10) switch
        {
            0 => ("abort", Fault.Abort()),
            1 => ("abort after effect", Fault.AbortAfterEffect()),
            2 => ("abort instead of answer", Fault.AbortInsteadOfAnswer()),
            3 => ($"cut after {after * 100} bytes", Fault.CutAfterBytes(after * 100)),
            4 => ($"cut after {after} frames", Fault.CutAfterEvents(after)),
            5 => ($"end after {after} frames", Fault.EndAfterEvents(after)),
            6 => ($"error frame after {after}", Fault.ErrorFrame(after)),
            7 => ($"sandbox lost after {after} events", Fault.SandboxLost(after)),
            8 => ("502", Fault.Status(502, """{"error":"harness request failed"}""")),
            _ => ("held open", Fault.HoldOpen()),
        };
    }
}
