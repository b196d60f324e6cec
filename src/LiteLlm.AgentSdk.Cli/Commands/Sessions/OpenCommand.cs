using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Settings;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap open</c>: opens the page of a session in a browser; without a browser, prints its address.</summary>
internal static class OpenCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        Argument<string?> session = Args.Optional("session",
            "The session: its id, the beginning of its id, or its address; the newest one by default");
        session.CompletionSources.Add(_ => Completions.Sessions());
        command.With(session);
        host.On(command, async context =>
        {
            Session found = context.Value(session) is { } text ? await SessionFinder.FindAsync(context, text)
                : await SessionFinder.FindLastAsync(context);
            Connection connection = ConnectionResolver.Resolve(context.Given, context.Printer);
            string address = $"{PlatformAddressText.Text(Root(connection.BaseUrl))}/sessions/{found.Id}";
            context.Printer.WriteLine(address);
            context.Printer.Flush();
            if (context.Printer.IsOutTerminal)
            {
                Show(context, address);
            }
        });
    }

    /// <summary>Returns the root of the address, where the pages are, also if the API has its own path.</summary>
    private static Uri Root(Uri address)
    {
        string path = address.AbsolutePath;
        int api = path.IndexOf("/api", StringComparison.Ordinal);
        return api < 0 ? address : new Uri(address, path[..(api + 1)]);
    }

    private static void Show(CommandContext context, string address)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string? browser = Environment.GetEnvironmentVariable("BROWSER");
        string program = !string.IsNullOrWhiteSpace(browser) ? browser : OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        string quoted = address.Replace("'", "'\\''", StringComparison.Ordinal);
        if (LibC.RunInShell($"{program} '{quoted}' >/dev/null 2>&1 </dev/null") != 0)
        {
            context.Printer.Info($"No browser could be started ({program}): open the address yourself.");
        }
    }
}
