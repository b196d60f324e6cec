using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Platform;

/// <summary><c>lap inline-harness</c>: the server that all sessions of inline harnesses share, for operators.</summary>
internal static class InlineHarnessCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        host.On(command, async context => Print(context, await context.Platform.Server.GetInlineHarnessAsync(context.Cancellation)));
        command.With(
            CreateSwitch(new Command("on", "Deploy the server"), host, enable: true),
            CreateSwitch(new Command("off", "Delete the server, which ends the sessions that run on it"), host, enable: false));
    }

    private static Command CreateSwitch(Command command, CommandHost host, bool enable) => host.On(
        command, async context => Print(context, await context.Platform.Server.SetInlineHarnessAsync(enable, context.Cancellation)));

    private static void Print(CommandContext context, InlineHarnessStatus status)
    {
        if (context.Json)
        {
            JsonPrinter.Write(context.Printer, status.Raw, context.ShowSecrets);
            return;
        }

        string state = status.Exists ? $"on, {status.ReadyReplicas ?? 0} ready" : "off";
        context.Printer.WriteLine(Printer.OneLine($"{state}  {status.Url}"));
    }
}
