using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Program;

/// <summary>Helper commands: usage, doctor, a default agent, a choice of sessions.</summary>
public sealed class HelperCommandTests
{
    [Fact]
    public async Task Usage_sums_tokens_and_cost_over_sessions()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("bot");
        Session one = await lap.CreateSessionAsync(agent);
        Session two = await lap.CreateSessionAsync(agent);
        Reply[] replies = [await one.SendAsync("hello"), await one.SendAsync("again"), await two.SendAsync("you")];

        JsonElement usage = (await lap.RunAsync("usage", "--json")).Succeeds().Json;
        usage.EnumerateArray().Sum(session => session.GetProperty("input_tokens").GetInt64()).Should().Be(replies.Sum(r => r.InputTokens));
        usage.EnumerateArray().Sum(session => session.GetProperty("cost").GetDecimal()).Should().Be(replies.Sum(r => r.Cost));
        usage.EnumerateArray().Select(session => session.GetProperty("turns").GetInt32()).Should().BeEquivalentTo([2, 1]);
        Result table = (await lap.RunAsync("usage", "--agent", "bot")).Succeeds();
        table.Out.Should().StartWith("SESSION").And.Contain(one.Id).And.Contain(two.Id).And.MatchRegex("(?m)^all +3 ");

        await one.TerminateAsync();
        (await lap.RunAsync("usage")).Succeeds().Out.Should().NotContain(one.Id[..8]);
        (await lap.RunAsync("usage", "--all")).Succeeds().Out.Should().Contain(one.Id[..8]);
    }

    [Fact]
    public async Task The_doctor_finds_problems()
    {
        await using Lap lap = await Lap.StartAsync();
        Result well = (await lap.RunAsync("doctor")).Succeeds();
        well.Out.Should().Contain("ok   settings: " + lap.Address).And.Contain("ok   platform: it responds").And.Contain("ok   clock: ")
            .And.Contain("ok   proxy: ").And.Contain("ok   terminal: ").And.NotContain("BAD").And.NotContain(Lap.Key);

        lap.Environment["LAP_API_KEY"] = "sk-wrong";
        Result refused = await lap.RunAsync("doctor", "--json");
        refused.ExitCode.Should().Be(1);
        refused.Json.EnumerateArray().Single(one => !one.GetProperty("ok").GetBoolean()).GetProperty("detail").GetString()
            .Should().StartWith("The platform refused the key");

        lap.Environment["LAP_BASE_URL"] = "not a url";
        Result wrong = await lap.RunAsync("doctor");
        wrong.ExitCode.Should().Be(1);
        wrong.Out.Should().Contain("BAD  settings: LAP_BASE_URL: 'not a url' is not the address of a platform");

        lap.LogOut();
        (await lap.RunAsync("doctor")).Out.Should().Contain("BAD  settings: ").And.Contain("lap login");
    }

    [Fact]
    public async Task The_doctor_reports_a_wrong_clock_and_a_broken_proxy()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.Platform.Faults.Add(Fault.Status(200, """{"base_url":"x"}""").WithHeader("Date", "Mon, 01 Jan 2024 00:00:00 GMT")
            .On("GET", "/config"));
        lap.Environment["http_proxy"] = "??";
        Result result = await lap.RunAsync("doctor");
        result.ExitCode.Should().Be(1);
        result.Out.Should().Contain("BAD  clock: it differs from the platform's by ")
            .And.Contain("BAD  proxy: http_proxy is not an address");
    }

    [Fact]
    public async Task A_default_agent_is_saved_and_used()
    {
        await using Lap lap = await Lap.StartAsync(options => options.Script = turn => Steps(TurnStep.Text("You said " + turn.Text)));
        lap.LogOut();
        await lap.CreateAgentAsync("bot");
        Agent other = await lap.CreateAgentAsync("other");
        (await lap.RunAsync("config", "--agent", "other")).Fails(3, "run 'lap login' first");
        (await lap.RunWithInputAsync($"{lap.Address}\n{Lap.Key}\n", "login")).Succeeds();
        (await lap.RunAsync("config", "--agent", "nobody")).Fails(3, "There is no agent 'nobody'");
        (await lap.RunAsync("config", "--agent", "other")).Succeeds().Error.Should().Contain("'lap' talks to other now.");
        (await lap.RunAsync("config", "--json")).Succeeds().Json.GetProperty("agent").GetString().Should().Be(other.Id);

        (await lap.RunWithInputAsync("hello\n")).Succeeds().Out.Should().Be("You said hello\n");
        (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().ContainSingle().Which.AgentId.Should().Be(other.Id);

        // A new login keeps it, and so does another program that rewrites the file.
        (await lap.RunWithInputAsync($"{lap.Address}\n{Lap.Key}\n", "login")).Succeeds();
        (await lap.RunAsync("config", "--json")).Succeeds().Json.GetProperty("agent").GetString().Should().Be(other.Id);
        (await lap.RunAsync("config", "--agent", "")).Succeeds();
        (await lap.RunWithInputAsync("hello\n")).Fails(2, "lap can't ask for an agent");
    }

    [Fact]
    public async Task Resume_without_a_session_lets_one_be_chosen()
    {
        await using Lap lap = await Lap.StartAsync(options => options.Script = turn => Steps(TurnStep.Text("You said " + turn.Text)));
        (await lap.RunAsync("--resume")).Fails(2, "--resume needs a session");
        Agent agent = await lap.CreateAgentAsync("bot");
        Session one = await lap.CreateSessionAsync(agent);
        await one.SendAsync("remember me");
        await lap.CreateSessionAsync(agent);
        (await lap.RunAsync("--resume")).Fails(2, "'lap ps' lists them");
        using Screen screen = lap.OpenTerminal("--resume");
        await screen.AfterAsync("2 sessions; up, down", one.Id[..8] + "\r");
        await screen.ShowsAsync("You said remember me");
    }
}
