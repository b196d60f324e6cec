using System.CommandLine;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>What commands are hung into: they say what they do, the host gives them a context to do it in.</summary>
internal sealed class CommandHost(Globals globals, Printer printer, Interrupts interrupts)
{
    public Globals Globals => globals;

    public Printer Printer => printer;

    /// <summary>Makes a command do something.</summary>
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

    /// <summary>Makes a command do something that can't but succeed or throw.</summary>
    public Command On(Command command, Func<CommandContext, Task> body) =>
        On(command, async context =>
        {
            await body(context);
            return ExitCodes.Ok;
        });
}
