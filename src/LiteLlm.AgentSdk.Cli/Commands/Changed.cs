using System.Text.Json;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary>What a command that creates or changes something prints.</summary>
internal static class Changed
{
    /// <summary>Prints the JSON; without <c>--json</c> the id alone on stdout, so that a script can take it, and what was done.</summary>
    public static void Print(CommandContext context, JsonElement raw, string id, string done)
    {
        if (context.Json)
        {
            JsonPrinter.Write(context.Printer, raw, context.ShowSecrets);
            return;
        }

        context.Printer.WriteLine(Printer.OneLine(id));
        context.Printer.Info(done);
    }
}
