using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary><c>/agents/{id}/automations</c> and <c>/agents/{id}/automation-runs</c>.</summary>
internal sealed class AutomationEndpoints(PlatformState platform)
{
    private const string Root = AgentEndpoints.Root + "/{id}/automations";
    private const string OfRuns = AgentEndpoints.Root + "/{id}/automation-runs";

    private AutomationScheduler Scheduler => platform.Automations;

    public void Map(RouteTable routes) => routes
        .Map("GET", Root, exchange => platform.WithAgentAsync(exchange, agent => ListAsync(exchange, agent)))
        .Map("POST", Root, exchange => platform.WithAgentAsync(exchange, agent => CreateAsync(exchange, agent)))
        .Map("PATCH", Root + "/{automation}", exchange => WithAutomationAsync(exchange, automation => UpdateAsync(exchange, automation)))
        .Map("DELETE", Root + "/{automation}", exchange => WithAutomationAsync(exchange, automation => DeleteAsync(exchange, automation)))
        .Map("POST", Root + "/{automation}/run", exchange => WithAutomationAsync(exchange, automation => RunAsync(exchange, automation)))
        .Map("GET", OfRuns, exchange => platform.WithAgentAsync(exchange, agent => ListRunsAsync(exchange, agent)))
        .Map("GET", OfRuns + "/{run}", GetRunAsync);

    private Task ListAsync(Exchange exchange, AgentRecord agent)
    {
        IEnumerable<string> automations = Scheduler.Items.Where(automation => automation.AgentId == agent.Id).Select(automation => automation.Json());
        return exchange.JsonAsync(200, "[" + string.Join(",", automations) + "]");
    }

    private async Task CreateAsync(Exchange exchange, AgentRecord agent)
    {
        if (await exchange.FieldsAsync(AutomationFields.ForNew).ConfigureAwait(false) is not { } fields)
        {
            return;
        }

        DateTimeOffset now = platform.Time.GetUtcNow();
        await SaveAsync(exchange, 201, new(agent.Id, fields.Name.Value, fields.Instruction!, fields.Cron!, fields.Enabled ?? true, now), Scheduler.Items.Add)
            .ConfigureAwait(false);
    }

    private async Task UpdateAsync(Exchange exchange, AutomationRecord automation)
    {
        if (await exchange.FieldsAsync(AutomationFields.ForChange).ConfigureAwait(false) is not { } fields)
        {
            return;
        }

        AutomationRecord changed = automation with
        {
            Name = fields.Name.Sent ? fields.Name.Value : automation.Name,
            Instruction = fields.Instruction ?? automation.Instruction,
            Cron = fields.Cron ?? automation.Cron,
            Enabled = fields.Enabled ?? automation.Enabled,
        };
        await SaveAsync(exchange, 200, changed, record => Scheduler.Items.Change(record.Id, _ => record)).ConfigureAwait(false);
    }

    /// <summary>Keeps an automation with the time of its next run, if it has one.</summary>
    private Task SaveAsync(Exchange exchange, int status, AutomationRecord automation, Func<AutomationRecord, AutomationRecord?> save)
    {
        DateTimeOffset? next = CronExpression.Parse(automation.Cron)!.Next(platform.Time.GetUtcNow());
        if (next is null)
        {
            return exchange.ErrorAsync(422, "cron expression has no future occurrences");
        }

        AutomationRecord saved = automation with { NextRunAt = automation.Enabled ? next : null };
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
        IEnumerable<string> runs = Scheduler.Runs.Where(run => run.AgentId == agent.Id)
            .Reverse()
            .Take(AgentEndpoints.Limit(exchange))
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
