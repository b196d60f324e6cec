using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Platform;

/// <summary><c>lap models</c>: one per line, for scripts.</summary>
internal static class ModelsCommand
{
    public static void Fill(Command command, CommandHost host) => host.On(command, async context =>
    {
        IReadOnlyList<ModelInfo> models = await context.Platform.Server.ListModelsAsync().ToListAsync(context.Cancellation);
        if (context.Json)
        {
            JsonPrinter.WriteArray(context.Printer, models, model => model.Raw, context.ShowSecrets);
            return;
        }

        foreach (ModelInfo model in models)
        {
            context.Printer.WriteLine(Printer.OneLine(model.Id));
        }
    });
}
