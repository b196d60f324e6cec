using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Skills;

/// <summary><c>/api/v1/skills</c>: the library.</summary>
internal sealed class SkillEndpoints(PlatformState platform)
{
    private const string Root = "/api/v1/skills";

    public void Map(RouteTable routes) => routes
        .Map("GET", Root, ListAsync)
        .Map("POST", Root, CreateAsync)
        .Map("GET", Root + "/{id}", exchange => WithSkillAsync(exchange, skill => exchange.JsonAsync(200, skill.Json())))
        .Map("PATCH", Root + "/{id}", UpdateAsync)
        .Map("DELETE", Root + "/{id}", exchange => WithSkillAsync(exchange, skill => DeleteAsync(exchange, skill)));

    public static Task NotFoundAsync(Exchange exchange, string id) => exchange.ErrorAsync(404, $"skill '{id}' not found");

    private Task ListAsync(Exchange exchange)
    {
        string data = string.Join(",", platform.Skills.All().Reverse().Select(skill => skill.Json()));
        return exchange.JsonAsync(200, $$"""{"data":[{{data}}]}""");
    }

    private async Task CreateAsync(Exchange exchange)
    {
        if (await exchange.FieldsAsync(SkillFields.ForNew).ConfigureAwait(false) is { } fields)
        {
            fields.CheckStored();
            SkillRecord skill =
                platform.Skills.Add(new(fields.Name!, fields.Description.Value, fields.Content!, platform.Time.GetUtcNow()));
            await exchange.JsonAsync(201, skill.Json()).ConfigureAwait(false);
        }
    }

    /// <summary>Updates a skill. Checks the body before the skill, as the platform does.</summary>
    private async Task UpdateAsync(Exchange exchange)
    {
        if (await exchange.FieldsAsync(SkillFields.ForChange).ConfigureAwait(false) is { } fields)
        {
            await WithSkillAsync(exchange, skill => ChangeAsync(exchange, skill, fields)).ConfigureAwait(false);
        }
    }

    private Task ChangeAsync(Exchange exchange, SkillRecord skill, SkillFields fields)
    {
        fields.CheckStored();
        SkillRecord? changed = platform.Skills.Change(skill.Id, old => old with
        {
            Name = fields.Name ?? old.Name,
            Description = fields.Description.Sent ? fields.Description.Value : old.Description,
            Content = fields.Content ?? old.Content,
        });
        return exchange.JsonAsync(200, (changed ?? skill).Json());
    }

    private Task DeleteAsync(Exchange exchange, SkillRecord skill)
    {
        platform.Skills.Remove(skill.Id);
        return exchange.EmptyAsync(204);
    }

    private Task WithSkillAsync(Exchange exchange, Func<SkillRecord, Task> action) =>
        platform.Skills.Find(exchange["id"]) is { } skill ? action(skill) : NotFoundAsync(exchange, exchange["id"]);
}
