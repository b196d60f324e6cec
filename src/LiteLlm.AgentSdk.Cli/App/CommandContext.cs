using System.CommandLine;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>The context of one run of a command: its parsed options, the client of the platform, and the output.</summary>
internal sealed class CommandContext(ParseResult parsed, Globals globals, Printer printer, Interrupts interrupts) : IDisposable
{
    private AgentPlatformClient? _platform;
    private StderrLoggerFactory? _loggers;

    public Printer Printer => printer;

    /// <summary>Gets or sets the callback that prints, after the command, which sessions it leaves open. It gets the exit code.</summary>
    public Action<int>? Leaving { get; set; }

    public Interrupts Interrupts => interrupts;

    public CancellationToken Cancellation => interrupts.Token;

    public bool Json => parsed.GetValue(globals.Json);

    /// <summary>Gets a value indicating whether tables show whole ids and exact times.</summary>
    public bool IsWide => parsed.GetValue(globals.Wide);

    /// <summary>Gets a value indicating whether tables show all columns in full, regardless of the screen's width.</summary>
    public bool IsWhole => IsWide || parsed.GetValue(globals.NoTrunc);

    public bool ShowSecrets => parsed.GetValue(globals.ShowSecrets);

    /// <summary>Gets the platform's settings from the command line.</summary>
    public GivenSettings Given => new(
        parsed.GetValue(globals.BaseUrl), parsed.GetValue(globals.ApiKey), parsed.GetValue(globals.Profile),
            parsed.GetValue(globals.AllowHttp));

    /// <summary>Gets the client. It is created on first use, so that commands without a client need no settings.</summary>
    public AgentPlatformClient Platform => _platform ??= Connect(ConnectionResolver.Resolve(Given, printer));

    /// <summary>Gets a time for a table: the time since then, or the exact time with <c>--wide</c>.</summary>
    public string? Time(DateTimeOffset? time) => IsWide ? Times.Of(time) : Times.Ago(time);

    /// <summary>Gets the names of the top-level commands.</summary>
    public IEnumerable<string> CommandNames => parsed.RootCommandResult.Command.Subcommands.Select(command => command.Name);

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Checks whether the option is on the command line.</summary>
    public bool IsSpecified(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Creates a client of a platform that is not (yet) in the settings.</summary>
    public AgentPlatformClient Connect(Connection connection)
    {
        _loggers ??= printer.IsVerbose ? new StderrLoggerFactory(printer) : null;
        return new AgentPlatformClient(
            new AgentPlatformOptions
            {
                BaseUrl = connection.BaseUrl,
                ApiKey = connection.ApiKey,
                AllowInsecureHttp = connection.AllowHttp,
                UserAgent = "lap/" + BuildVersion.Text,

                // A user waits: an unavailable platform is reported within a second or two.
                Retry = new RetryOptions { MaxRetries = 2 },
            },
            _loggers);
    }

    /// <summary>Uses this client instead of one from the settings, after a login before the first command.</summary>
    public void Use(AgentPlatformClient platform)
    {
        _platform?.Dispose();
        _platform = platform;
    }

    public void Dispose()
    {
        _platform?.Dispose();
        _loggers?.Dispose();
    }
}
