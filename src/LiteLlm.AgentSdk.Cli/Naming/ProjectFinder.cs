using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>Finds the projects of an agent by their ids or names.</summary>
internal static class ProjectFinder
{
    public static async Task<IReadOnlyList<AgentProject>?> FindAsync(CommandContext context, string[]? texts)
    {
        if (texts is not { Length: > 0 })
        {
            return null;
        }

        IReadOnlyList<Project> all = await context.Platform.Projects.ListAsync().ToListAsync(context.Cancellation);
        return [.. texts.Select(text => Pick(text, all).ToAgentProject())];
    }

    private static Project Pick(string text, IReadOnlyList<Project> all) =>
        NameMatch.Pick("project", text, all, project => project.ProjectId, project => project.Name)?.Found
            ?? throw CliException.NotFound($"There is no project '{text}': 'lap projects' lists them.");
}
