using System.CommandLine;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>What commands are hung into: they say what they do, the host gives them a context to do it in.</summary>
internal sealed class CommandHost(Globals globals, Printer printer, Interrupts interrupts)
{
    public Globals Globals => globals;

    /// <summary>Makes a command do something.</summary>
    public Command On(Command command, Func<CommandContext, Task<int>> body)
    {
        command.SetAction(async (ParseResult parsed, CancellationToken _) =>
        {
            interrupts.Listen();
            using CommandContext context = new(parsed, globals, printer, interrupts);
            return await body(context);
        });
        return command;
    }

    /// <summary>Makes a command do something that can't but succeed or throw.</summary>
    public Command On(Command command, Func<CommandContext, Task> body) =>
        On(command, async context =>
        {
            await body(context);
            return ExitCodes.Ok;
        });
}
