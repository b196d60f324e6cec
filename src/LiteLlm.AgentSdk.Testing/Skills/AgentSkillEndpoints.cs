using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Skills;

/// <summary><c>/api/v1/managed_agents/agents/{id}/skill</c>: blocks at the end of an agent's prompt.</summary>
internal sealed class AgentSkillEndpoints(PlatformState platform)
{
    public void Map(RouteTable routes) => routes
        .Map("POST", AgentEndpoints.Root + "/{id}/skill", exchange =>
            platform.WithAgentAsync(exchange, agent => AttachAsync(exchange, agent)))
        .Map("DELETE", AgentEndpoints.Root + "/{id}/skill", exchange =>
            platform.WithAgentAsync(exchange, agent => DetachAsync(exchange, agent)));

    private async Task AttachAsync(Exchange exchange, AgentRecord agent)
    {
        if (await exchange.FieldsAsync(AttachmentFields.Read).ConfigureAwait(false) is not { } fields)
        {
            return;
        }

        fields.CheckStored();
        SkillRecord? skill;
        if (fields.SkillId is { } id)
        {
            skill = platform.Skills.Find(id);
            if (skill is null)
            {
                await SkillEndpoints.NotFoundAsync(exchange, id).ConfigureAwait(false);
                return;
            }
        }
        else
        {
            DateTimeOffset now = platform.Time.GetUtcNow();
            string name = JsNumber.Trim(fields.Name ?? "") is { Length: > 0 } given ? given : "Skill " + JsText.Time(now)[..19];
            skill = new SkillRecord(name, fields.Description is { } description ? JsNumber.Trim(description) : null, fields.Content!, now);
            if (fields.SaveToLibrary)
            {
                platform.Skills.Add(skill);
            }
        }

        agent.Prompt = AgentPrompt.WithSkill(agent.Prompt, skill.Id, skill.Content);
        string known = fields.SkillId is null && !fields.SaveToLibrary ? "" : ",\"skill\":" + skill.Json();
        await exchange.JsonAsync(200, "{\"agent\":" + agent.Json() + known + "}").ConfigureAwait(false);
    }

    private static Task DetachAsync(Exchange exchange, AgentRecord agent)
    {
        agent.Prompt = exchange.Query("skill_id") is { Length: > 0 } id ? AgentPrompt.WithoutSkill(agent.Prompt, id)
            : AgentPrompt.WithoutSkills(agent.Prompt);
        return exchange.JsonAsync(200, "{\"agent\":" + agent.Json() + "}");
    }
}
