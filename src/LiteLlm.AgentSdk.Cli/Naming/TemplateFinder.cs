using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>Finds a template by its id or name.</summary>
internal static class TemplateFinder
{
    public static async Task<Template> FindAsync(CommandContext context, string text)
    {
        IReadOnlyList<Template> all = await context.Platform.Templates.ListAsync().ToListAsync(context.Cancellation);
        return NameMatch.Pick("template", text, all, template => template.Id, template => template.Name)?.Found
            ?? throw CliException.NotFound($"There is no template '{text}': 'lap templates' lists them.");
    }
}
