using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Projects;

/// <summary><c>/api/v1/managed_agents/projects</c>.</summary>
internal sealed class ProjectEndpoints(PlatformState platform)
{
    private const string Root = "/api/v1/managed_agents/projects";

    public void Map(RouteTable routes) => routes
        .Map("GET", Root, ListAsync)
        .Map("POST", Root, CreateAsync)
        .Map("GET", Root + "/{id}", exchange => WithProjectAsync(exchange, project => exchange.JsonAsync(200, project.Json())))
        .Map("PATCH", Root + "/{id}", exchange => WithProjectAsync(exchange, project => UpdateAsync(exchange, project)))
        .Map("DELETE", Root + "/{id}", exchange => WithProjectAsync(exchange, project => DeleteAsync(exchange, project)));

    private Task ListAsync(Exchange exchange)
    {
        string data = string.Join(",", platform.Projects.All().Reverse().Select(project => project.Json()));
        return exchange.JsonAsync(200, $$"""{"data":[{{data}}]}""");
    }

    private async Task CreateAsync(Exchange exchange)
    {
        if (await RequireNameAsync(exchange,
            await exchange.FieldsAsync(ProjectFields.ForNew).ConfigureAwait(false)).ConfigureAwait(false) is { } fields)
        {
            fields.CheckStored();
            ProjectRecord project = platform.Projects.Add(fields.ApplyTo(new("", platform.Time.GetUtcNow())));
            await exchange.JsonAsync(201, project.Json()).ConfigureAwait(false);
        }
    }

    private async Task UpdateAsync(Exchange exchange, ProjectRecord project)
    {
        if (await RequireNameAsync(exchange,
            await exchange.FieldsAsync(ProjectFields.ForChange).ConfigureAwait(false)).ConfigureAwait(false) is { } fields)
        {
            fields.CheckStored();
            await exchange.JsonAsync(200, (platform.Projects.Change(project.Id, fields.ApplyTo) ?? project).Json()).ConfigureAwait(false);
        }
    }

    private Task DeleteAsync(Exchange exchange, ProjectRecord project)
    {
        platform.Projects.Remove(project.Id);
        return exchange.EmptyAsync(204);
    }

    /// <summary>Returns the fields. If the name is blank, sends an error and returns null.</summary>
    private static async Task<ProjectFields?> RequireNameAsync(Exchange exchange, ProjectFields? fields)
    {
        if (fields?.Name is { } name && JsNumber.Trim(name).Length == 0)
        {
            await exchange.CrossCheckAsync("name is required").ConfigureAwait(false);
            return null;
        }

        return fields;
    }

    private Task WithProjectAsync(Exchange exchange, Func<ProjectRecord, Task> action) =>
        platform.Projects.Find(exchange["id"]) is { } project
            ? action(project)
            : exchange.JsonAsync(404, """{"error":{"error":"project not found"}}""");
}
