using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary><c>/agents/{id}/automations</c> and <c>/agents/{id}/automation-runs</c>.</summary>
internal sealed class AutomationEndpoints(PlatformState platform)
{
    private const string Root = AgentEndpoints.Root + "/{id}/automations";
    private const string OfRuns = AgentEndpoints.Root + "/{id}/automation-runs";

    private AutomationScheduler Scheduler => platform.Automations;

    public void Map(RouteTable routes) => routes
        .Map("GET", Root, exchange => platform.WithAgentAsync(exchange, agent => ListAsync(exchange, agent)))
        .Map("POST", Root, CreateAsync)
        .Map("PATCH", Root + "/{automation}", UpdateAsync)
        .Map("DELETE", Root + "/{automation}", exchange => WithAutomationAsync(exchange, automation => DeleteAsync(exchange, automation)))
        .Map("POST", Root + "/{automation}/run", exchange => WithAutomationAsync(exchange, automation => RunAsync(exchange, automation)))
        .Map("GET", OfRuns, exchange => platform.WithAgentAsync(exchange, agent => ListRunsAsync(exchange, agent)))
        .Map("GET", OfRuns + "/{run}", GetRunAsync);

    private Task ListAsync(Exchange exchange, AgentRecord agent)
    {
        // The next to run is first. Automations that will not run are last, the newest of them first.
        IEnumerable<string> automations = Scheduler.Items.Where(automation => automation.AgentId == agent.Id)
            .Reverse()
            .OrderBy(automation => automation.NextRunAt ?? DateTimeOffset.MaxValue)
            .Select(automation => automation.Json());
        return exchange.JsonAsync(200, "[" + string.Join(",", automations) + "]");
    }

    /// <summary>Checks the body before the agent, as the platform does.</summary>
    private async Task CreateAsync(Exchange exchange)
    {
        DateTimeOffset now = platform.Time.GetUtcNow();
        if (await exchange.FieldsAsync((body, issues) => AutomationFields.ForNew(body, issues, now)).ConfigureAwait(false) is { } fields)
        {
            await platform.WithAgentAsync(exchange, agent => SaveAsync(
                exchange,
                201,
                fields,
                new(agent.Id, fields.Name.Value, fields.Instruction!, fields.Cron!, fields.Enabled ?? true, now),
                Scheduler.Items.Add,
                reschedules: true)).ConfigureAwait(false);
        }
    }

    private async Task UpdateAsync(Exchange exchange)
    {
        DateTimeOffset now = platform.Time.GetUtcNow();
        if (await exchange.FieldsAsync((body, issues) => AutomationFields.ForChange(body, issues, now)).ConfigureAwait(false) is { } fields)
        {
            await WithAutomationAsync(exchange, automation => ChangeAsync(exchange, automation, fields)).ConfigureAwait(false);
        }
    }

    private Task ChangeAsync(Exchange exchange, AutomationRecord automation, AutomationFields fields)
    {

        AutomationRecord changed = automation with
        {
            Name = fields.Name.Sent ? fields.Name.Value : automation.Name,
            Instruction = fields.Instruction ?? automation.Instruction,
            Cron = fields.Cron ?? automation.Cron,
            Enabled = fields.Enabled ?? automation.Enabled,
        };
        return SaveAsync(exchange, 200, fields, changed, record => Scheduler.Items.Change(record.Id, _ => record), fields.Reschedules);
    }

    /// <summary>Stores an automation. The next run is computed only if the automation is enabled.</summary>
    private Task SaveAsync(
        Exchange exchange,
        int status,
        AutomationFields fields,
        AutomationRecord automation,
        Func<AutomationRecord, AutomationRecord?> save,
        bool reschedules)
    {
        AutomationRecord saved = automation;
        if (reschedules)
        {
            DateTimeOffset now = platform.Time.GetUtcNow();
            saved = automation with { NextRunAt = automation.Enabled ? CronExpression.Parse(automation.Cron, now)!.Next(now) : null };
            if (saved is { Enabled: true, NextRunAt: null })
            {
                return exchange.ErrorAsync(422, "cron expression has no future occurrences");
            }
        }

        fields.CheckStored();
        save(saved);
        Scheduler.Rearm();
        return exchange.JsonAsync(status, saved.Json());
    }

    private Task DeleteAsync(Exchange exchange, AutomationRecord automation)
    {
        Scheduler.Items.Remove(automation.Id);
        Scheduler.Runs.RemoveAll(run => run.AutomationId == automation.Id);
        Scheduler.Rearm();
        return exchange.EmptyAsync(204);
    }

    private Task RunAsync(Exchange exchange, AutomationRecord automation) => platform.WithAgentAsync(
        exchange, agent => exchange.JsonAsync(201, Scheduler.Start(automation, agent).Json(automation.Name)));

    private Task ListRunsAsync(Exchange exchange, AgentRecord agent)
    {
        // As JavaScript's Number: a text that is not a positive number is ignored.
        double sent = JsNumber.Parse(exchange.Query("limit"));
        double limit = double.IsFinite(sent) && sent > 0 ? Math.Min(sent, 200) : 50;
        IEnumerable<string> runs = Scheduler.Runs.Where(run => run.AgentId == agent.Id)
            .Reverse()
            .Take((int)limit)
            .Select(run => run.Json(Scheduler.Items.Find(run.AutomationId)?.Name));
        return exchange.JsonAsync(200, "[" + string.Join(",", runs) + "]");
    }

    private Task GetRunAsync(Exchange exchange)
    {
        if (Scheduler.Runs.Find(exchange["run"], run => run.AgentId == exchange["id"]) is not { } run)
        {
            return exchange.ErrorAsync(404, $"automation run '{exchange["run"]}' not found");
        }

        AutomationRecord? automation = Scheduler.Items.Find(run.AutomationId);
        return exchange.JsonAsync(200, run.Json(automation?.Name, automation));
    }

    private Task WithAutomationAsync(Exchange exchange, Func<AutomationRecord, Task> action) =>
        Scheduler.Items.Find(exchange["automation"], automation => automation.AgentId == exchange["id"]) is { } automation
            ? action(automation)
            : exchange.ErrorAsync(404, $"automation '{exchange["automation"]}' not found");
}
