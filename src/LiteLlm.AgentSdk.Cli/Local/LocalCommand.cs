using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Testing;

namespace LiteLlm.AgentSdk.Cli.Local;

/// <summary>
/// <c>lap local</c>: a platform on this machine with demo agents, which echo messages. Ctrl-C ends it with exit code 0.
/// </summary>
internal static class LocalCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        Option<int?> port = Args.Number("--port", "The port to listen on (a free one by default)", "port");
        Option<int?> pace = Args.Number("--pace", "The time before each piece of text (none by default)", "ms");
        host.On(command.With(port, pace), context => RunAsync(context, context.Value(port), context.Value(pace)));
    }

    private static async Task<int> RunAsync(CommandContext context, int? port, int? pace)
    {
        LocalAgentPlatformOptions options =
            new() { Port = port ?? 0, DeltaPace = TimeSpan.FromMilliseconds(pace ?? 0), Script = DemoScript.RunAsync };
        if (context.Given.ApiKey is { } key)
        {
            options.ApiKey = key;
        }

        await using LocalAgentPlatform platform = await StartAsync(options, context.Cancellation);
        string address = platform.BaseUrl.AbsoluteUri.TrimEnd('/');
        if (context.Json)
        {
            JsonPrinter.WriteObjectLine(context.Printer, json =>
            {
                json.WriteString("base_url", address);
                json.WriteString("api_key", platform.ApiKey);
            });
        }
        else
        {
            context.Printer.WriteLine($"A local platform listens at {address}; Ctrl-C ends it. To use it:");
            context.Printer.WriteLine($"  export LAP_BASE_URL={address} LAP_API_KEY={platform.ApiKey}");
            context.Printer.Flush();
        }

        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration end = context.Cancellation.Register(ended.SetResult);
        await ended.Task;
        return ExitCodes.Ok;
    }

    private static async Task<LocalAgentPlatform> StartAsync(LocalAgentPlatformOptions options, CancellationToken cancellationToken)
    {
        if (options.Port is < 0 or > 65535)
        {
            throw CliException.Usage(string.Create(CultureInfo.InvariantCulture, $"--port {options.Port}: ports are between 0 and 65535."));
        }

        try
        {
            return await LocalAgentPlatform.StartAsync(options, cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new CliException(string.Create(CultureInfo.InvariantCulture,
                $"The local platform can't listen on port {options.Port}: {e.Message}"), ExitCodes.Failed, e);
        }
    }
}
