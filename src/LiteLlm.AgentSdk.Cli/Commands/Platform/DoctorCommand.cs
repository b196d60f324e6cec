using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Commands.Platform;

/// <summary><c>lap doctor</c>: finds problems with the setup of <c>lap</c>, and shows how to fix them.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan s_largestSkew = TimeSpan.FromMinutes(2);

    public static void Fill(Command command, CommandHost host) => host.On(command, async context =>
    {
        List<Finding> findings = [];
        ConnectionSettings? settings = Config(context, findings);
        Proxy(settings, findings);
        await PlatformAsync(context, settings, findings);
        Terminal(context, findings);
        Print(context, findings);
        return findings.TrueForAll(one => one.IsGood) ? ExitCodes.Ok : ExitCodes.Failed;
    });

    private static void Print(CommandContext context, List<Finding> findings)
    {
        if (context.Json)
        {
            JsonPrinter.WriteObjects(context.Printer, findings, (json, one) =>
            {
                json.WriteString("check", one.Check);
                json.WriteBoolean("ok", one.IsGood);
                json.WriteString("detail", one.Detail);
            });
            return;
        }

        foreach (Finding one in findings)
        {
            context.Printer.WriteLine($"{(one.IsGood ? "ok " : "BAD")}  {one.Check}: {Printer.OneLine(one.Detail)}");
        }
    }

    private static ConnectionSettings? Config(CommandContext context, List<Finding> findings)
    {
        try
        {
            ConnectionSettings settings = ConnectionSettings.Find(context.Given, context.Printer);
            string file = ConfigFile.Read(ConfigFile.DefaultPath).Exists ? $"{ConfigFile.DefaultPath} is read" : "there is no config file";
            findings.Add(new("config", true, $"{file}; profile {settings.ProfileName}"));
            _ = ConnectionResolver.Complete(settings);
            findings.Add(new("settings", true,
                $"{settings.BaseUrl!.Value} (from {settings.BaseUrl.Source}), a key from {settings.ApiKey!.Source}"));
            return settings;
        }
        catch (CliException e)
        {
            findings.Add(new("settings", false, e.Message));
            return null;
        }
    }

    private static void Proxy(ConnectionSettings? settings, List<Finding> findings)
    {
        bool isHttps = settings?.BaseUrl?.Value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) != true;
        string[] names = isHttps ? ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] : ["http_proxy", "ALL_PROXY", "all_proxy"];
        string? name = Array.Find(names, one => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(one)));
        if (name is null)
        {
            findings.Add(new("proxy", true, "none is set"));
            return;
        }

        // The value can contain a password.
        bool isAddress = Uri.TryCreate(Environment.GetEnvironmentVariable(name), UriKind.Absolute, out Uri? proxy);
        findings.Add(isAddress
            ? new("proxy", true, $"{name} is set, to {proxy!.Scheme}://{proxy.Authority}; local addresses bypass it")
            : new("proxy", false, $"{name} is not an address: unset it, or set it to http://host:port"));
    }

    private static async Task PlatformAsync(CommandContext context, ConnectionSettings? settings, List<Finding> findings)
    {
        if (settings is null)
        {
            return;
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            await context.Platform.Agents.ListAsync(new AgentListOptions { Limit = 1 }).GetFirstPageAsync(context.Cancellation);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            findings.Add(new("platform", true, $"it responds, in {Times.Of(took)}, and accepts the key"));
            Clock((await context.Platform.Server.GetConfigurationAsync(context.Cancellation)).Response, findings);
        }
        catch (AgentPlatformException e)
        {
            string tls = e.InnerException?.InnerException is System.Security.Authentication.AuthenticationException cause
                ? $" The secure connection failed: {cause.Message}" : "";
            findings.Add(new("platform", false, ErrorReport.Explain(e).Message + tls));
        }
    }

    private static void Clock(ResponseInfo? response, List<Finding> findings)
    {
        if (response?.Headers.GetValueOrDefault("Date") is not [var text, ..]
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset theirs))
        {
            return;
        }

        TimeSpan skew = (TimeProvider.System.GetUtcNow() - theirs).Duration();
        findings.Add(skew <= s_largestSkew ? new("clock", true, "it matches the platform's clock")
            : new("clock", false, $"it differs from the platform's by {Chat.Spinner.Show(skew)}: set the clock of this machine"));
    }

    private static void Terminal(CommandContext context, List<Finding> findings)
    {
        if (!context.Printer.HasTerminal)
        {
            findings.Add(new("terminal", true, "there is none; the chat then reads lines and prints text"));
            return;
        }

        WindowSize size = WindowSize.OfOutput();
        string term = Environment.GetEnvironmentVariable("TERM") ?? "not set";
        findings.Add(TerminalDevice.IsDumb
            ? new("terminal", false,
                $"TERM is {term}, so the chat is a plain prompt: set TERM to the terminal's type, such as xterm-256color")
            : new("terminal", true, string.Create(CultureInfo.InvariantCulture,
                $"TERM is {term}, {size.Columns} columns, {size.Rows} rows, {(TerminalDevice.HasColours ? "with" : "without")} colours")));
    }

    private sealed record Finding(string Check, bool IsGood, string Detail);
}
