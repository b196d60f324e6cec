using System.CommandLine;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>One run of a command: what was asked for, whom to ask, and where to print.</summary>
internal sealed class CommandContext(ParseResult parsed, Globals globals, Printer printer, Interrupts interrupts) : IDisposable
{
    private AgentPlatformClient? _platform;
    private StderrLoggerFactory? _loggers;

    public Printer Printer => printer;

    /// <summary>Gets or sets what is said when the command is over, given its exit code: what it leaves alive.</summary>
    public Action<int>? Leaving { get; set; }

    public Interrupts Interrupts => interrupts;

    public CancellationToken Cancellation => interrupts.Token;

    public bool Json => parsed.GetValue(globals.Json);

    /// <summary>Gets a value indicating whether tables show whole ids and exact times.</summary>
    public bool IsWide => parsed.GetValue(globals.Wide);

    /// <summary>Gets a value indicating whether tables show everything, however wide the screen is.</summary>
    public bool IsWhole => IsWide || parsed.GetValue(globals.NoTrunc);

    public bool ShowSecrets => parsed.GetValue(globals.ShowSecrets);

    /// <summary>Gets what the command line says of the platform, before anything else is asked.</summary>
    public GivenSettings Given => new(
        parsed.GetValue(globals.BaseUrl), parsed.GetValue(globals.ApiKey), parsed.GetValue(globals.Profile),
            parsed.GetValue(globals.AllowHttp));

    /// <summary>Gets the client, made when it is first needed: a command that needs none needs no settings.</summary>
    public AgentPlatformClient Platform => _platform ??= Connect(ConnectionResolver.Resolve(Given, printer));

    /// <summary>Gets a time as tables have it: how long ago, or with <c>--wide</c> to the second.</summary>
    public string? Time(DateTimeOffset? time) => IsWide ? Times.Of(time) : Times.Ago(time);

    /// <summary>Gets the names of the commands that stand at the beginning of a command line.</summary>
    public IEnumerable<string> CommandNames => parsed.RootCommandResult.Command.Subcommands.Select(command => command.Name);

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Whether the option is on the command line.</summary>
    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>A client of a platform that is not the settings' (yet).</summary>
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

                // Somebody waits at the keyboard: a platform that is down is told of in a second or two.
                Retry = new RetryOptions { MaxRetries = 2 },
            },
            _loggers);
    }

    /// <summary>Takes this client as the settings'; for the login ahead of the first command.</summary>
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
