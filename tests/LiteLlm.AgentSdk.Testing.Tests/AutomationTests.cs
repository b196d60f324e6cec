using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

public sealed class AutomationTests
{
    [Fact]
    public async Task A_run_is_a_session_with_a_turn_and_succeeds_with_its_reply()
    {
        await using Caller caller = await Caller.StartAsync();
        string agent = await caller.AgentAsync();
        JsonElement automation =
            await AutomationAsync(caller, agent, """{"instruction":"say hi","cron_expr":"0 9 * * *","name":"daily","enabled":false}""");
        JsonElement run = await caller.JsonAsync("POST", $"{Caller.Agents}/{agent}/automations/{automation.GetProperty("id")}/run");
        string session = run.GetProperty("session_id").GetString()!;
        await caller.Lap.WaitForTurnsEndedAsync(1).WaitAsync(Caller.Patience);

        JsonElement settled = await SettledAsync(caller, agent, run.GetProperty("id").GetString()!);

        settled.GetProperty("status").GetString().Should().Be("succeeded");
        settled.GetProperty("automation_name").GetString().Should().Be("daily");
        (await caller.GetAsync(session)).GetProperty("response").GetProperty("parts")[0].GetProperty("text").GetString()
            .Should().Be("echo: say hi");
    }

    [Fact]
    public async Task A_run_fails_with_its_session()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.StartupFailure = "no sandbox today");
        string agent = await caller.AgentAsync();
        JsonElement automation = await AutomationAsync(caller, agent, """{"instruction":"say hi","cron_expr":"0 9 * * *"}""");
        JsonElement run = await caller.JsonAsync("POST", $"{Caller.Agents}/{agent}/automations/{automation.GetProperty("id")}/run");

        JsonElement settled = await SettledAsync(caller, agent, run.GetProperty("id").GetString()!);

        settled.GetProperty("status").GetString().Should().Be("failed");
        settled.GetProperty("error").GetString().Should().Be("no sandbox today");
    }

    [Fact]
    public async Task An_enabled_automation_runs_at_its_time_by_the_clock_of_the_platform()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(configure: options => options.TimeProvider = time);
        string agent = await caller.AgentAsync();
        await AutomationAsync(caller, agent, """{"instruction":"on","cron_expr":"0 9 * * *"}""");
        await AutomationAsync(caller, agent, """{"instruction":"off","cron_expr":"0 9 * * *","enabled":false}""");

        time.Advance(TimeSpan.FromHours(9) - TimeSpan.FromMinutes(1));
        (await RunsAsync(caller, agent)).Should().BeEmpty();
        time.Advance(TimeSpan.FromMinutes(1));

        (await RunsAsync(caller, agent)).Should().ContainSingle();
        JsonElement automation = (await caller.JsonAsync("GET", $"{Caller.Agents}/{agent}/automations")).EnumerateArray().First();
        automation.GetProperty("next_run_at").GetString().Should().Be("2026-11-23T09:00:00.000Z");
        automation.GetProperty("last_run_at").GetString().Should().Be("2026-11-22T09:00:00.000Z");
        time.Advance(TimeSpan.FromDays(1));
        (await RunsAsync(caller, agent)).Should().HaveCount(2);
    }

    private static Task<JsonElement> AutomationAsync(Caller caller, string agent, string body) =>
        caller.JsonAsync("POST", $"{Caller.Agents}/{agent}/automations", body);

    private static async Task<JsonElement[]> RunsAsync(Caller caller, string agent) =>
        [.. (await caller.JsonAsync("GET", $"{Caller.Agents}/{agent}/automation-runs")).EnumerateArray()];

    private static async Task<JsonElement> SettledAsync(Caller caller, string agent, string run)
    {
        using var patience = new CancellationTokenSource(Caller.Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            JsonElement found = await caller.JsonAsync("GET", $"{Caller.Agents}/{agent}/automation-runs/{run}");
            if (found.GetProperty("status").GetString() != "running")
            {
                return found;
            }
        }
    }
}
