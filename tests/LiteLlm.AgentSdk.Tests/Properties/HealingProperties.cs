using FsCheck;
using FsCheck.Fluent;
using LiteLlm.AgentSdk.Tests.Healing;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Properties;

/// <summary>
/// Plays a recorded turn over connections that are cut several times at random, alone and among turns of others. The caller gets the uncut
/// turn.
/// </summary>
public sealed class HealingProperties
{
    private static readonly Gen<Cut> s_cut =
        from place in Gen.Choose(0, 1000)
        from missed in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 8), Gen.Choose(0, 60))
        from broken in Gen.Elements(false, true)
        select new Cut(place, missed, broken);

    private static readonly Gen<Course> s_course =
        from turn in Gen.Choose(0, StreamedTurn.All.Count - 1)
        from count in Gen.Choose(1, 4)
        from cuts in s_cut.ListOf(count)
        from ahead in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 12), Gen.Constant(10_000))
        from detail in Gen.Elements(Enum.GetValues<ThreadDetail>())
        from lead in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 15))
        select new Course(turn, [.. cuts.OrderBy(c => c.After)], ahead, detail, lead, null, []);

    private static readonly Gen<Course> s_among =
        from course in s_course
        from count in Gen.Choose(0, 2)
        from other in Gen.Elements(Others(course.Turn))
        from places in Gen.Choose(0, 1000).ListOf(6)
        select course with { Cuts = [.. course.Cuts.Take(count)], Other = other, Places = [.. places.Order()] };

    [Fact]
    public void Cuts_anywhere_lose_nothing() =>
        Property.Hold(usualSeed: 4, usualCases: 1000, s_course, Smaller, course => course.PlayAsync());

    [Fact]
    public void Turns_of_others_do_not_mix_into_ours() =>
        Property.Hold(usualSeed: 5, usualCases: 1000, s_among, Smaller, course => course.PlayAsync());

    /// <summary>
    /// Returns the turns of the same harness with other texts. opencode's <c>session.error</c> names no message, but it ends everything
    /// that
    /// runs in the session, so an aborted turn of another sender aborts ours too.
    /// </summary>
    private static int[] Others(int turn) => [.. Enumerable.Range(0, StreamedTurn.All.Count).Where(i =>
        StreamedTurn.All[i].IsClaude == StreamedTurn.All[turn].IsClaude
        && StreamedTurn.All[i].Sent != StreamedTurn.All[turn].Sent
        && !StreamedTurn.All[i].Events.Any(e => e is SessionErrorEvent))];

    private static IEnumerable<Course> Smaller(Course of)
    {
        for (int i = 0; i < of.Cuts.Length; i++)
        {
            if (of.Cuts.Length > 1 || of.Other is not null)
            {
                yield return of with { Cuts = [.. of.Cuts.Where((_, at) => at != i)] };
            }

            foreach (Cut cut in Smaller(of.Cuts[i]))
            {
                yield return of with { Cuts = [.. of.Cuts[..i], cut, .. of.Cuts[(i + 1)..]] };
            }
        }

        if (of.Ahead > 0)
        {
            yield return of with { Ahead = 0 };
        }

        if (of.Lead > 0)
        {
            yield return of with { Lead = of.Lead - 1 };
        }

        if (of.Detail != ThreadDetail.Question)
        {
            yield return of with { Detail = ThreadDetail.Question };
        }

        for (int i = 0; i < of.Places.Length && of.Places.Length > 1; i++)
        {
            yield return of with { Places = [.. of.Places.Where((_, at) => at != i)] };
        }

        foreach (int shorter in Enumerable.Range(0, StreamedTurn.All.Count)
            .Where(i => i != of.Other && StreamedTurn.All[i].Length < StreamedTurn.All[of.Turn].Length
                && (of.Other is not { } other || Others(i).Contains(other))))
        {
            yield return of with { Turn = shorter };
        }
    }

    private static IEnumerable<Cut> Smaller(Cut of)
    {
        if (of.Missed > 0)
        {
            yield return of with { Missed = of.Missed / 2 };
        }

        if (of.Broken)
        {
            yield return of with { Broken = false };
        }

        if (of.After > 0)
        {
            yield return of with { After = of.After / 2 };
            yield return of with { After = of.After - 1 };
        }
    }

    /// <summary>A random case. Places are in thousandths of the turn, so that they keep their meaning in a shorter turn.</summary>
    private sealed record Course(int Turn, Cut[] Cuts, int Ahead, ThreadDetail Detail, int Lead, int? Other, int[] Places)
    {
        public Task PlayAsync()
        {
            StreamedTurn turn = StreamedTurn.All[Turn];
            return HealedTurn.CheckAsync(
                turn,
                new CutPlan([.. Cuts.Select(c => c with { After = (int)((long)c.After * turn.Length / 1000) })], Ahead, Detail, Lead),
                Other is { } other
                    ? new OthersTurn(StreamedTurn.All[other], turn.IsClaude ? [.. Places.Select(p => p * (turn.Over - 1) / 1000)] : [1])
                    : null);
        }

        public override string ToString() =>
            $"{StreamedTurn.All[Turn]}: [{string.Join("; ", Cuts.AsEnumerable())}] in thousandths, ahead {Ahead}, {Detail}, lead {Lead}, "
                + $"beside {(Other is { } other ? StreamedTurn.All[other] : "nothing")} at [{string.Join(' ', Places)}]";
    }
}
