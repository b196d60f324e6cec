using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Platform;

/// <summary><c>lap projects</c>.</summary>
internal static class ProjectsCommand
{
    public static void Fill(Command command, CommandHost host) =>
        host.On(command.With(host.Globals.Wide, host.Globals.NoTrunc), async context =>
    {
        IReadOnlyList<Project> projects = await context.Platform.Projects.ListAsync().ToListAsync(context.Cancellation);
        if (context.Json)
        {
            JsonPrinter.WriteArray(context.Printer, projects, project => project.Raw, context.ShowSecrets);
            return;
        }

        Table table = new(
            Column.Name(), Column.Id(), Column.Text("REPOSITORY", 70), Column.Word("AGE"), Column.Text("DESCRIPTION"));
        foreach (Project project in projects)
        {
            table.Add(project.Name, project.ProjectId, project.RepoUrl, context.Time(project.CreatedAt), project.Description);
        }

        table.Print(context, "The platform has no projects.");
    });
}
