using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Templates;

/// <summary><c>/api/v1/templates</c>, and the update of an agent to its template's version.</summary>
internal sealed class TemplateEndpoints(PlatformState platform)
{
    public void Map(RouteTable routes) => routes
        .Map("GET", "/api/v1/templates", exchange =>
            exchange.JsonAsync(200, "[" + string.Join(",", platform.Options.Templates.Select(Json)) + "]"))
        .Map("POST", AgentEndpoints.Root + "/{id}/template", exchange =>
            platform.Agents.Find(exchange["id"]) is { } agent ? SyncAsync(exchange, agent) : exchange.ErrorAsync(404, "agent not found"));

    /// <summary>Updates the agent. Its prompt does not change: the template's prompt is read when a session starts.</summary>
    private Task SyncAsync(Exchange exchange, AgentRecord agent)
    {
        if (agent.TemplateId is not { } id)
        {
            return exchange.ErrorAsync(400, "agent is not derived from a template");
        }

        if (platform.Template(id) is not { } template)
        {
            return exchange.ErrorAsync(404, $"template \"{id}\" no longer exists");
        }

        int before = agent.TemplateVersion ?? 0;
        bool isOld = before < template.Version;
        if (isOld)
        {
            agent.TemplateVersion = template.Version;
            agent.TemplatePrompt = template.Prompt;
        }

        string status = isOld ? "synced" : "already_up_to_date";
        return exchange.JsonAsync(200, JsText.OneLine($$"""
            {"template_id":{{JsText.Quote(id)}},"previous_version":{{before}},"new_version":{{agent.TemplateVersion}},
             "status":"{{status}}"}
            """));
    }

    private static string Json(LocalTemplate template)
    {
        string files = string.Join(",", template.Files.Select(file => JsText.OneLine($$"""
            {"template_path":{{JsText.Quote(file.TemplatePath)}},"sandbox_path":{{JsText.Quote(file.SandboxPath)}},
             "content":{{JsText.Quote(file.Content)}}}
            """)));
        return JsText.OneLine($$"""
            {"id":{{JsText.Quote(template.Id)}},"name":{{JsText.Quote(template.Name)}},
             "description":{{JsText.Quote(template.Description)}},"icon":{{JsText.Quote(template.Icon)}},
             "version":{{template.Version}},"tags":{{JsText.Strings(template.Tags)}},
             "harness_id":{{JsText.Quote(template.HarnessId)}},"model":{{JsText.Quote(template.Model)}},
             "prompt":{{JsText.Quote(template.Prompt)}},"skill_name":{{JsText.Quote(template.SkillName)}},
             "skill":{{JsText.Quote(template.Skill)}},"tools":{{JsText.Strings(template.Tools)}},
             "requirements":{{JsText.Quote(template.Requirements)}},"env_vars":{{JsText.Map(template.EnvVars)}},
             "files":[{{files}}]}
            """);
    }
}
