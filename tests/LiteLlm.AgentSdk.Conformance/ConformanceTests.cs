using LiteLlm.AgentSdk.Conformance.Comparing;
using LiteLlm.AgentSdk.Conformance.Playing;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.Conformance;

/// <summary>The platform answers as recorded from a real platform.</summary>
public sealed class ConformanceTests(ConformanceFixture fixture, ITestOutputHelper output) : IClassFixture<ConformanceFixture>
{
    public static TheoryData<string> Names() =>
        [.. Runs.Exchanges.Select(exchange => exchange.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_as_recorded(string name)
    {
        Outcome outcome = fixture.Outcomes.Should().ContainSingle(outcome => outcome.Name == name).Subject;
        outcome.Differences.Should().BeEmpty();
    }

    [Fact]
    public void Every_recording_is_played_or_has_a_reason()
    {
        if (Target.IsReal)
        {
            // A real platform can't be told to fail.
            return;
        }

        string[] played = [.. Runs.Exchanges.Select(exchange => exchange.Name)];
        played.Should().OnlyHaveUniqueItems();
        Recordings.All.Select(exchange => exchange.Name).Where(name => NotPlayed.ReasonFor(name) is null).Should().BeEquivalentTo(played);
        fixture.Outcomes.Select(outcome => outcome.Name).Should().BeEquivalentTo(played);
    }

    [Fact]
    public void No_tolerance_is_unused()
    {
        output.WriteLine(fixture.Table);
        if (Target.IsReal)
        {
            // The differences of a real platform depend on its version and its content.
            return;
        }

        HashSet<string> used =
            [.. fixture.Outcomes.SelectMany(outcome => outcome.Excused.Select(excused => excused.Tolerance + " in " + outcome.Name))];
        used.RemoveWhere(known =>
            Tolerances.OfTheRecordings.Any(tolerance => known.StartsWith(tolerance.Name + " in ", StringComparison.Ordinal)));
        used.Should().BeEquivalentTo(
            Tolerances.All.SelectMany(tolerance => tolerance.Exchanges.Select(name => tolerance.Name + " in " + name)));
        Tolerances.OfTheRecordings.Should().OnlyContain(tolerance => fixture.Outcomes.Any(outcome =>
            outcome.Excused.Any(excused => excused.Tolerance == tolerance.Name && tolerance.Excuses(outcome.Name, excused.Difference))));
    }
}
