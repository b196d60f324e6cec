using System.Text.Json;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary>Prints the result of a command that creates or changes something.</summary>
internal static class Changed
{
    /// <summary>Prints the JSON. Without <c>--json</c>, prints only the id to stdout, for scripts, and what was done to stderr.</summary>
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
