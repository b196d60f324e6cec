using System.Collections.Concurrent;
using System.Diagnostics;
using FluentAssertions;
using Xunit;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// Cuts every recorded turn at every frame boundary and the bytes around it, or at every byte with LITELLM_SDK_EVERY_BYTE=1. The caller's
/// final parts, texts and infos are those of the uncut turn. Only three things may differ: the boundaries of deltas, raw events that nobody
/// listened to, and the text of an aborted turn, which the thread does not keep.
/// </summary>
public sealed class CutPointTests(ITestOutputHelper output)
{
    private const int StepAround = 3;

    // The number of missed frames, the lead of the thread over the frames that were read, its detail of a running turn, and its lead over
    // the open stream.
    private static readonly (int Missed, int Ahead, ThreadDetail Detail, int Lead)[] s_situations =
    [
        (0, 0, ThreadDetail.Question, 0), (1, 10_000, ThreadDetail.Question, 0), (5, 10_000, ThreadDetail.Question, 0),
            (0, 0, ThreadDetail.Announced, 0),
        (1, 2, ThreadDetail.Announced, 0), (3, 0, ThreadDetail.Grown, 0), (0, 0, ThreadDetail.Grown, 3), (1, 0, ThreadDetail.Announced, 9),
    ];

    private static bool EveryByte => Environment.GetEnvironmentVariable("LITELLM_SDK_EVERY_BYTE") == "1";

    public static TheoryData<string> Turns() => [.. StreamedTurn.All.Select(t => t.Name)];

    [Fact]
    public void There_are_recorded_turns_of_both_harnesses_in_answers_and_on_the_bus()
    {
        StreamedTurn.All.Should().HaveCount(21);
        StreamedTurn.All.Select(t => (t.IsClaude, t.IsWrapped)).Distinct().Should().HaveCount(4);
        StreamedTurn.All.Sum(t => t.Whole.Parts.OfType<ToolPart>().Count()).Should().BeGreaterThan(2);
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public async Task A_cut_anywhere_loses_nothing(string name)
    {
        StreamedTurn turn = StreamedTurn.Get(name);
        int[] cuts = [.. Cuts(turn)];
        Stopwatch watch = Stopwatch.StartNew();
        ConcurrentBag<int> played = [];
        await Parallel.ForEachAsync(cuts, async (cut, _) =>
        {
            foreach ((int missed, int ahead, ThreadDetail detail, int lead) in Situations(turn, cut))
            {
                await HealedTurn.CheckAsync(turn,
                    new CutPlan([new Cut(cut, missed, Broken: (cut + missed) % 2 == 0)], ahead, detail, lead));
                played.Add(cut);
            }
        });
        output.WriteLine(
            $"{name}: {cuts.Length} cut points of {turn.Length} bytes, {played.Count} turns in {watch.Elapsed.TotalSeconds:F1} s");
    }

    [Theory]
    [InlineData("sessions-opencode-brain-inline/message_stream.text", "sessions-opencode-brain-inline/stream.during-message")]
    [InlineData("sessions-claude-agent-sdk/message_stream.TOOL", "sessions-claude-agent-sdk/message_stream.text")]
    public Task An_end_before_our_message_is_seen_belongs_to_another_turn(string ours, string theirs) =>
        HealedTurn.CheckAsync(StreamedTurn.Get(ours), new CutPlan([], 0, ThreadDetail.Question),
            new OthersTurn(StreamedTurn.Get(theirs), [1]));

    /// <summary>Returns all situations for a cut at the end of a frame, and two of them in turn for a cut inside a frame.</summary>
    private static IEnumerable<(int Missed, int Ahead, ThreadDetail Detail, int Lead)> Situations(StreamedTurn turn, int cut) =>
        EveryByte || turn.FrameEnds.Contains(cut)
        ? s_situations
        : [s_situations[cut % s_situations.Length], s_situations[(cut + 3) % s_situations.Length]];

    private static IEnumerable<int> Cuts(StreamedTurn turn) => EveryByte
        ? Enumerable.Range(0, turn.Length + 1)
        : turn.FrameEnds
            .SelectMany(end => Enumerable.Range(end - StepAround, (2 * StepAround) + 1))
            .Select(cut => Math.Clamp(cut, 0, turn.Length)).Distinct().Order();
}
