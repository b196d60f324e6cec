using System.Globalization;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Tests.Output;

/// <summary>Tables fit the screen, and have the same content at every width.</summary>
public sealed class TableTests
{
    private const string Id = "1a2b3c4d-0000-4000-8000-000000000000";

    [Theory]
    [InlineData(100, "bot   1a2b3c4d  claude-agent-sdk  anthropic/claude-haiku-4-5  2 h ago  a template of a long name")]
    [InlineData(80, "bot   1a2b3c4d  claude-agent-sdk  anthropic/claude-haiku-4-5  2 h ago  a templ…")]
    [InlineData(40, "bot   1a2b3c4d  claude-agent-sdk")]
    [InlineData(20, "bot   1a2b3c4d")]
    [InlineData(3, "bot")]
    public void Texts_are_cut_before_columns_are_dropped_and_the_name_stays(int columns, string row)
    {
        string line = Table().Lines(columns)[1];
        line.Should().StartWith(row[..Math.Min(row.Length, 14)].TrimEnd());
        line.Length.Should().BeLessThanOrEqualTo(Math.Max(columns, 3));
    }

    [Fact]
    public void Without_a_limit_everything_is_shown() =>
        Table().Lines(null)[1].Should().Be($"bot   {Id}  claude-agent-sdk  anthropic/claude-haiku-4-5  2 h ago  a template of a long name");

    [Theory]
    [InlineData(0.2, "0 s ago")]
    [InlineData(59, "59 s ago")]
    [InlineData(61, "1 min ago")]
    [InlineData(7300, "2 h ago")]
    [InlineData(172_900, "2 d ago")]
    [InlineData(-5, "0 s ago")]
    public void Times_are_relative(double seconds, string text)
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddDays(9);
        Times.Ago(now.AddSeconds(-seconds), now).Should().Be(text);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(20)]
    public async Task The_programs_own_tables_fit(int columns)
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("review-bot");
        Session session = await lap.CreateSessionAsync(agent);
        lap.Environment["COLUMNS"] = columns.ToString(CultureInfo.InvariantCulture);
        foreach (string[] command in new[] { ["agents"], ["ps"], new[] { "sessions", "log", session.Id } })
        {
            string[] lines = (await lap.RunAsync(command)).Succeeds().Out.TrimEnd('\n').Split('\n');
            lines.Should().HaveCountGreaterThan(1)
                .And.OnlyContain(line => line.Length <= Math.Max(columns, 24), "'{0}' has {1} columns", command[0], columns);
        }

        // Names are never cut. A name that is longer than the screen has a row of its own.
        (await lap.RunAsync("templates")).Out.Split('\n').Should().OnlyContain(line => line.Length <= columns || !line.Contains("  "));
        (await lap.RunAsync("agents")).Out.Should().Contain("review-bot");
        (await lap.RunAsync("agents", "--no-trunc")).Out.Should().Contain(agent.Id).And.Contain(" ago");
        (await lap.RunAsync("ps", "--wide")).Out.Should().Contain(session.Id).And.MatchRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ");
    }

    [Fact]
    public async Task The_beginning_of_an_id_is_enough_and_json_has_the_requested_fields()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("bot");
        Session session = await lap.CreateSessionAsync(agent);
        (await lap.RunAsync("agents", "show", agent.Id[..8], "--json=id")).Succeeds().Out.Should()
            .Be($"{{\n  \"id\": \"{agent.Id}\"\n}}\n");
        (await lap.RunAsync("sessions", "show", session.Id[..8])).Succeeds().Out.Should().Contain(session.Id);
        (await lap.RunAsync("send", session.Id[..8], "hello")).Succeeds().Line.Should().Be("echo: hello");
        (await lap.RunAsync("agents", "--json", "id,name")).Succeeds().Json[0].EnumerateObject().Select(member => member.Name).Should()
            .Equal("id", "name");
        (await lap.RunAsync("ps", "--json", "id")).Succeeds().Json[0].EnumerateObject().Should().ContainSingle();
        (await lap.RunAsync("agents", "--json=id,nmae")).Fails(2, "There is no field 'nmae'; there are: ");
        (await lap.RunAsync("sessions", "show", session.Id[..3])).Fails(3, "There is no session");
    }

    private static Table Table()
    {
        Table table = new(
            Column.Name(), Column.Id(), Column.Word("HARNESS", 60), Column.Text("MODEL", 70), Column.Word("AGE"), Column.Text("TEMPLATE"));
        table.Add("bot", Id, "claude-agent-sdk", "anthropic/claude-haiku-4-5", "2 h ago", "a template of a long name");
        return table;
    }
}
