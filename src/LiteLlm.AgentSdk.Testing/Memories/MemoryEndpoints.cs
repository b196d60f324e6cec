using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Sessions;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Memories;

/// <summary>Serves the memories of agents: <c>/agents/{id}/memory</c> and <c>/sessions/{id}/memory</c>.</summary>
internal sealed class MemoryEndpoints(PlatformState platform)
{
    private const int MostRows = 50;
    private const string OfAgent = AgentEndpoints.Root + "/{id}/memory";
    private const string OfSession = SessionEndpoints.Root + "/{id}/memory";

    public void Map(RouteTable routes) => routes
        .Map("GET", OfAgent, exchange => platform.WithAgentAsync(exchange, agent => SearchAsync(exchange, agent.Id)))
        .Map("POST", OfAgent, exchange => platform.WithAgentAsync(exchange, agent => CreateAsync(exchange, agent.Id, null)))
        .Map("PATCH", OfAgent + "/{memory}", exchange => WithMemoryAsync(exchange, memory => UpdateAsync(exchange, memory)))
        .Map("DELETE", OfAgent + "/{memory}", exchange => WithMemoryAsync(exchange, memory => DeleteAsync(exchange, memory)))
        .Map("GET", OfSession, exchange => platform.WithQuotedSessionAsync(exchange, session => SearchAsync(exchange, session.Agent.Id)))
        .Map("POST", OfSession, exchange =>
            platform.WithQuotedSessionAsync(exchange, session => CreateAsync(exchange, session.Agent.Id, session.Id)));

    /// <summary>
    /// Searches an agent's memories. Like the platform, it counts each memory found as applied, and returns the memories as they were
    /// before that count.
    /// </summary>
    private Task SearchAsync(Exchange exchange, string agentId)
    {
        string? text = exchange.StoredQuery("q") is { } q && JsNumber.Trim(q).Length > 0 ? q : null;
        string? tag = exchange.StoredQuery("tag") is { } t && JsNumber.Trim(t).Length > 0 ? t : null;
        List<MemoryRecord> found = [.. platform.Memories
            .Where(memory => memory.AgentId == agentId && !memory.Disabled
                && (text is null || LikePattern.Contains(memory.Text, text))
                && (tag is null || memory.Tags.Contains(tag)))
            .OrderByDescending(memory => memory.Priority)
            .ThenByDescending(memory => memory.TimesApplied)
            .ThenByDescending(memory => memory.CreatedAt)
            .Take(MostRows)];
        DateTimeOffset now = platform.Time.GetUtcNow();
        foreach (MemoryRecord memory in found)
        {
            platform.Memories.Change(memory.Id, old =>
                old with { TimesApplied = old.TimesApplied + 1, LastAppliedAt = now, UpdatedAt = now });
        }

        return exchange.JsonAsync(200, "[" + string.Join(",", found.Select(memory => memory.Json())) + "]");
    }

    private async Task CreateAsync(Exchange exchange, string agentId, string? sessionId)
    {
        if (await exchange.FieldsAsync(MemoryFields.ForNew).ConfigureAwait(false) is { } fields)
        {
            fields.CheckStored();
            MemoryRecord memory = platform.Memories.Add(new(agentId, fields.Text!, platform.Time.GetUtcNow())
            {
                Tags = fields.Tags ?? [],
                Type = fields.Type ?? "convention",
                Priority = (int)(fields.Priority ?? 0),
                Pinned = fields.Pinned ?? false,
                Source = fields.Source ?? (sessionId is null ? "ui" : "agent"),
                SourceUserId = fields.SourceUserId,
                SourceSessionId = fields.SourceSessionId ?? sessionId,
                SourceThread = fields.SourceThread,
            });
            await exchange.JsonAsync(200, memory.Json()).ConfigureAwait(false);
        }
    }

    private async Task UpdateAsync(Exchange exchange, MemoryRecord memory)
    {
        if (await exchange.FieldsAsync(MemoryFields.ForChange).ConfigureAwait(false) is { } fields)
        {
            fields.CheckStored();
            DateTimeOffset now = platform.Time.GetUtcNow();
            MemoryRecord? changed = platform.Memories.Change(memory.Id, old => old with
            {
                Text = fields.Text ?? old.Text,
                Tags = fields.Tags ?? old.Tags,
                Type = fields.Type ?? old.Type,
                Priority = (int)(fields.Priority ?? old.Priority),
                Pinned = fields.Pinned ?? old.Pinned,
                Disabled = fields.Disabled ?? old.Disabled,
                UpdatedAt = now,
            });
            await exchange.JsonAsync(200, (changed ?? memory).Json()).ConfigureAwait(false);
        }
    }

    private Task DeleteAsync(Exchange exchange, MemoryRecord memory)
    {
        platform.Memories.Remove(memory.Id);
        return exchange.EmptyAsync(204);
    }

    private Task WithMemoryAsync(Exchange exchange, Func<MemoryRecord, Task> action) =>
        platform.Memories.Find(exchange["memory"], memory => memory.AgentId == exchange["id"]) is { } memory
            ? action(memory)
            : exchange.ErrorAsync(404, $"memory '{exchange["memory"]}' not found");
}
