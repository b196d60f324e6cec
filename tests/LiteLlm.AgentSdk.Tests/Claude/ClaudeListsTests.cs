using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class ClaudeListsTests
{
    [Fact]
    public void A_rope_has_the_text_of_its_pieces_in_any_order_of_reading()
    {
        List<TextRope?> ropes = [TextRope.Of("")];
        foreach (int i in Enumerable.Range(0, 300))
        {
            ropes.Add(TextRope.Append(ropes[^1], i % 7 == 0 ? "" : $"{i} "));
        }

        string whole = ropes[^1]!.ToString();
        string[] expected =
            [.. Enumerable.Range(0,
            301).Select(static n => string.Concat(Enumerable.Range(0, n).Select(static i => i % 7 == 0 ? "" : $"{i} ")))];
        whole.Should().Be(expected[^1]);
        foreach (int at in Enumerable.Range(0, 301).OrderBy(static i => i * 7919 % 301))
        {
            (ropes[at]?.ToString() ?? "").Should().Be(expected[at]);
            (ropes[at]?.Length ?? 0).Should().Be(expected[at].Length);
        }

        ropes[^1]!.ToString().Should().BeSameAs(whole);
    }

    [Fact]
    public void A_rope_may_be_read_by_many_threads()
    {
        foreach (int round in Enumerable.Range(0, 50))
        {
            TextRope?[] ropes = new TextRope?[200];
            for (int i = 1; i < ropes.Length; i++)
            {
                ropes[i] = TextRope.Append(ropes[i - 1], "ab");
            }

            Parallel.For(0, 400, i =>
            {
                int at = (i * (round + 3) % (ropes.Length - 1)) + 1;
                ropes[at]!.ToString().Should().Be(string.Concat(Enumerable.Repeat("ab", at)));
            });
        }
    }

    [Fact]
    public void A_rope_may_be_extended_by_many_threads_independently()
    {
        TextRope? start = TextRope.Append(TextRope.Of("one "), "two ");
        foreach (int round in Enumerable.Range(0, 50))
        {
            TextRope common = TextRope.Append(start, $"{round} ")!;
            Parallel.For(0, 8, thread =>
            {
                TextRope? mine = common;
                string expected = $"one two {round} ";
                for (int i = 0; i < 200; i++)
                {
                    mine = TextRope.Append(mine, $"{thread}.{i} ");
                    expected += $"{thread}.{i} ";
                    if ((i + thread) % 50 == 0)
                    {
                        mine!.ToString().Should().Be(expected);
                    }
                }

                mine!.ToString().Should().Be(expected);
            });
            common.ToString().Should().Be($"one two {round} ");
        }

        start!.ToString().Should().Be("one two ");
    }

    [Fact]
    public void A_hot_list_behaves_like_a_list()
    {
        Random random = new(5);
        List<string> list = [];
        HotList<string> hot = HotList<string>.Empty;
        List<(HotList<string> Hot, string[] Seen)> snapshots = [];
        for (int i = 0; i < 2000; i++)
        {
            int at = list.Count == 0 ? 0 : random.Next(list.Count);
            switch (random.Next(4))
            {
                case 0:
                    list.Add($"{i}");
                    hot = hot.Add($"{i}");
                    break;
                case 1:
                    list.Insert(at, $"{i}");
                    hot = hot.Insert(at, $"{i}");
                    break;
                case 2 when list.Count > 0:
                    list[at] = $"{i}";
                    hot = hot.Set(at, $"{i}");
                    break;
                case 3 when list.Count > 0:
                    list[^1] = $"{i}";
                    hot = hot.Set(list.Count - 1, $"{i}");
                    break;
                default:
                    break;
            }

            hot.Count.Should().Be(list.Count);
            hot.Should().Equal(list);
            Enumerable.Range(0, list.Count).Select(index => hot[index]).Should().Equal(list);
            if (i % 100 == 0)
            {
                snapshots.Add((hot, [.. list]));
            }
        }

        snapshots.Should().OnlyContain(static snapshot => snapshot.Hot.SequenceEqual(snapshot.Seen));
        Action beyond = () => _ = hot[hot.Count];
        beyond.Should().Throw<ArgumentOutOfRangeException>();
    }
}
