using System.CommandLine;
using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Platform;

/// <summary><c>lap templates</c>.</summary>
internal static class TemplatesCommand
{
    public static void Fill(Command command, CommandHost host) =>
        host.On(command.With(host.Globals.Wide, host.Globals.NoTrunc), async context =>
    {
        IReadOnlyList<Template> templates = await context.Platform.Templates.ListAsync().ToListAsync(context.Cancellation);
        if (context.Json)
        {
            JsonPrinter.WriteArray(context.Printer, templates, template => template.Raw, context.ShowSecrets);
            return;
        }

        Table table = new(
            Column.Name(), Column.Id(), Column.Word("VERSION", 40), Column.Word("HARNESS"), Column.Text("MODEL", 60),
                Column.Text("DESCRIPTION"));
        foreach (Template template in templates)
        {
            table.Add(template.Name, template.Id, template.Version?.ToString(CultureInfo.InvariantCulture), template.HarnessId.Value,
                template.Model, template.Description);
        }

        table.Print(context, "The platform has no templates.");
    });
}
