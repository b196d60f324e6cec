using LiteLlm.AgentSdk.Conformance.Comparing;
using LiteLlm.AgentSdk.Conformance.Playing;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.Conformance;

/// <summary>The platform answers what was recorded of a real one.</summary>
public sealed class ConformanceTests(ConformanceFixture fixture, ITestOutputHelper output) : IClassFixture<ConformanceFixture>
{
    public static TheoryData<string> Names() =>
        [.. ResourcesRun.Exchanges.Concat(SessionsRun.Exchanges).Concat(CreatingRun.Exchanges).Select(exchange => exchange.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_as_recorded(string name)
    {
        Outcome outcome = fixture.Outcomes.Should().ContainSingle(outcome => outcome.Name == name).Subject;
        outcome.Differences.Should().BeEmpty();
    }

    [Fact]
    public void No_tolerance_is_unused()
    {
        output.WriteLine(fixture.Table);
        if (Target.IsReal)
        {
            // What a real platform differs in depends on what it is and what is on it.
            return;
        }

        HashSet<string> used = [.. fixture.Outcomes.SelectMany(outcome => outcome.Excused.Select(excused => excused.Tolerance + " in " + outcome.Name))];
        used.Should().BeEquivalentTo(Tolerances.All.SelectMany(tolerance => tolerance.Exchanges.Select(name => tolerance.Name + " in " + name)));
    }
}
