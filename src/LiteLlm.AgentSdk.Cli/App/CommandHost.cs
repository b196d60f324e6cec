using System.CommandLine;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>Connects commands with their actions, and creates the context of each run.</summary>
internal sealed class CommandHost(Globals globals, Printer printer, Interrupts interrupts)
{
    public Globals Globals => globals;

    public Printer Printer => printer;

    /// <summary>Sets the action of a command.</summary>
    public Command On(Command command, Func<CommandContext, Task<int>> body)
    {
        command.SetAction(async (ParseResult parsed, CancellationToken _) =>
        {
            interrupts.Listen();
            using CommandContext context = new(parsed, globals, printer, interrupts);
            int code;
            try
            {
                code = await body(context);
                printer.Flush();
            }
            catch (Exception e)
            {
                code = ErrorReport.Write(printer, e, interrupts);
            }

            context.Leaving?.Invoke(code);
            return code;
        });
        return command;
    }

    /// <summary>Sets the action of a command that either succeeds or throws.</summary>
    public Command On(Command command, Func<CommandContext, Task> body) =>
        On(command, async context =>
        {
            await body(context);
            return ExitCodes.Ok;
        });
}
