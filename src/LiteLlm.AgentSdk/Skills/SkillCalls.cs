using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The API calls on the skills of an agent, for <see cref="AgentsClient"/> and <see cref="Agent"/>.</summary>
internal static class SkillCalls
{
    public static Task<SkillAttachment> AttachAsync(PlatformTransport transport, string agentId, string skillId,
        CancellationToken cancellationToken)
    {
        List<ValidationError> problems = [];
        TextRules.Required(skillId, "skill_id", problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The skill can't be attached");
        return AttachAsync(transport, agentId, RecordReader.Body(new SkillAttachBody(skillId)), cancellationToken);
    }

    public static Task<SkillAttachment> AttachAsync(PlatformTransport transport, string agentId, SkillAttachOptions options,
        CancellationToken cancellationToken)
    {
        SkillRules.ThrowIfInvalid(options);
        return AttachAsync(transport, agentId, RecordReader.Body(options), cancellationToken);
    }

    /// <summary>Detaches one skill, or all skills if the id is null.</summary>
    public static async Task<Agent> DetachAsync(PlatformTransport transport, string agentId, string? skillId,
        CancellationToken cancellationToken)
    {
        ApiRequest request = new(HttpMethod.Delete, ApiPath.Query(ApiPath.Of($"agents/{agentId}/skill"), ("skill_id", skillId)));
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ReadAgent(transport, response, response.ToElement());
    }

    private static async Task<SkillAttachment> AttachAsync(PlatformTransport transport, string agentId, byte[] body,
        CancellationToken cancellationToken)
    {
        ApiRequest request = new(HttpMethod.Post, ApiPath.Of($"agents/{agentId}/skill")) { Body = body };
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        JsonElement answer = response.ToElement();
        Agent agent = ReadAgent(transport, response, answer);
        return new SkillAttachment(agent, ForeignJson.TryGet(answer, "skill", out JsonElement skill)
            && skill.ValueKind == JsonValueKind.Object ? response.ReadRecord<Skill>(skill) : null);
    }

    private static Agent ReadAgent(PlatformTransport transport, ApiResponse response, JsonElement answer) =>
        ForeignJson.TryGet(answer, "agent", out JsonElement agent) && agent.ValueKind == JsonValueKind.Object
            ? AgentCalls.ReadAgent(transport, response, agent)
            : throw response.Unreadable(new JsonException("The response has no agent."));
}
