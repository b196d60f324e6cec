using FluentAssertions;
using Xunit;
using static LiteLlm.AgentSdk.Tests.ClaudeStreams;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>The cost of folding, measured in allocated bytes, which are the same on every machine.</summary>
public sealed class ClaudeConversationCostTests
{
    private const int Few = 1_000;
    private const int Many = 100_000;

    [Fact]
    public void A_hundred_times_the_deltas_cost_a_hundred_times_as_much() =>
        ShouldBeLinear(static count => [.. Opening(), .. Enumerable.Range(0, count).Select(static i => TextDelta(0, $"t{i % 10} "))]);

    [Fact]
    public void A_hundred_times_the_deltas_of_tool_input_cost_a_hundred_times_as_much() =>
        ShouldBeLinear(static count =>
            [MessageStart("m"), ToolStart(0, "t"), .. Enumerable.Range(0, count).Select(static i => InputDelta(0, $"{i % 10},"))]);

    [Fact]
    public void A_hundred_times_the_deltas_of_many_messages_cost_a_hundred_times_as_much() =>
        ShouldBeLinear(static count => [.. Enumerable.Range(0, count / 50).SelectMany(static m =>
            new[] { MessageStart($"m{m}"), TextStart(0) }
                .Concat(Enumerable.Range(0, 47).Select(static i => TextDelta(0, $"t{i % 10} ")))
                .Append(Assistant($"m{m}", """[{"type":"text","text":"all of it"}]""")))]);

    [Fact]
    public void A_hundred_times_the_alternating_deltas_of_two_sub_agents_cost_a_hundred_times_as_much() =>
        ShouldBeLinear(static count =>
        [
            MessageStart("a", "t1"), MessageStart("b", "t2"), TextStart(0, "t1"), TextStart(0, "t2"),
            .. Enumerable.Range(0, count).Select(static i => TextDelta(0, "x", i % 2 == 0 ? "t1" : "t2")),
        ]);

    [Fact]
    public void The_text_is_built_on_first_use_and_only_once()
    {
        ClaudeConversation conversation =
            Fold([.. Opening(), .. Enumerable.Range(0, Few).Select(static _ => TextDelta(0, "twelve chars"))]);
        ClaudeConversationBlock block = conversation.Messages[^1].Blocks[0];

        long first = Cost(() => block.Text);
        long second = Cost(() => block.Text);

        first.Should().BeInRange(Few * 12 * 2, (Few * 12 * 2) + 1000);
        second.Should().BeLessThan(100);
        block.Text.Should().HaveLength(Few * 12);
    }

    [Fact]
    public void Reading_every_snapshot_keeps_no_more_than_the_last_text()
    {
        ClaudeConversation conversation = Fold(Opening());
        ClaudeMessage delta = ClaudeMessage.Parse(TextDelta(0, new string('x', 100)));
        List<WeakReference> texts = [];
        for (int i = 0; i < 200; i++)
        {
            conversation = AddAndRead(conversation, delta, texts);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        texts.Count(static text => text.IsAlive).Should().BeLessThan(10);
        conversation.Messages[^1].Text.Should().HaveLength(20_000);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static ClaudeConversation AddAndRead(ClaudeConversation conversation, ClaudeMessage delta, List<WeakReference> texts)
    {
        ClaudeConversation next = conversation.Add(delta);
        texts.Add(new WeakReference(next.Messages[^1].Blocks[0].Text));
        return next;
    }

    private static string[] Opening() => [Init(), MessageStart("m"), TextStart(0)];

    private static void ShouldBeLinear(Func<int, string[]> messages)
    {
        ClaudeMessage[] few = [.. messages(Few).Select(ClaudeMessage.Parse)];
        ClaudeMessage[] many = [.. messages(Many).Select(ClaudeMessage.Parse)];
        Cost(() => Fold(few));

        double ratio = (double)Cost(() => Fold(many)) / Cost(() => Fold(few));

        ratio.Should().BeInRange(100 / 1.3, 100 * 1.3);
    }

    private static ClaudeConversation Fold(ClaudeMessage[] messages)
    {
        ClaudeConversation conversation = ClaudeConversation.Empty;
        foreach (ClaudeMessage message in messages)
        {
            conversation = conversation.Add(message);
        }

        return conversation;
    }

    private static ClaudeConversation Fold(IEnumerable<string> messages) => Fold([.. messages.Select(ClaudeMessage.Parse)]);

    private static long Cost<T>(Func<T> work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        T result = work();
        long cost = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(result);
        return cost;
    }
}
