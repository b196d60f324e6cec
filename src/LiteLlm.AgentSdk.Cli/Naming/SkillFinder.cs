using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>Finds a skill of the library by its id or name.</summary>
internal static class SkillFinder
{
    public static async Task<Skill> FindAsync(CommandContext context, string text)
    {
        if (NameMatch.IsId(text))
        {
            try
            {
                return await context.Platform.Skills.GetAsync(text, context.Cancellation);
            }
            catch (AgentPlatformNotFoundException)
            {
                throw NoSuchSkill(text);
            }
        }

        IReadOnlyList<Skill> all = await context.Platform.Skills.ListAsync().ToListAsync(context.Cancellation);
        return NameMatch.Pick("skill", text, all, skill => skill.Id, skill => skill.Name)?.Found ?? throw NoSuchSkill(text);
    }

    /// <summary>Returns the ids of several skills; null for none, so that the request omits them.</summary>
    public static async Task<IReadOnlyList<string>?> FindIdsAsync(CommandContext context, string[]? texts)
    {
        if (texts is not { Length: > 0 })
        {
            return null;
        }

        List<string> ids = [];
        foreach (string text in texts)
        {
            ids.Add(NameMatch.IsId(text) ? text : (await FindAsync(context, text)).Id);
        }

        return ids;
    }

    private static CliException NoSuchSkill(string text) => CliException.NotFound($"There is no skill '{text}': 'lap skills' lists them.");
}
