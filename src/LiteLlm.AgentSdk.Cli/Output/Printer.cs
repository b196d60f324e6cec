using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>The two ways out: what was asked for on stdout, all else on stderr. Opened when first written to.</summary>
internal sealed class Printer : IDisposable
{
    private const string Program = "lap: ";

    private StreamWriter? _out;
    private StreamWriter? _error;
    private bool? _isOutTerminal;
    private bool? _isErrorTerminal;
    private bool? _isInTerminal;

    public bool IsQuiet { get; private set; }

    public bool IsVerbose { get; private set; }

    /// <summary>Gets or sets the members that JSON has; null for all of them.</summary>
    public string[]? Fields { get; set; }

    public bool IsOutTerminal => _isOutTerminal ??= !Console.IsOutputRedirected;

    public bool IsErrorTerminal => _isErrorTerminal ??= !Console.IsErrorRedirected;

    public bool IsInTerminal => _isInTerminal ??= !Console.IsInputRedirected;

    /// <summary>
    /// Gets a value indicating whether what is printed may be coloured: on a terminal, unless <c>NO_COLOR</c> says no
    /// (https://no-color.org).
    /// </summary>
    public bool HasColor => IsOutTerminal
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && !TerminalDevice.IsDumb;

    /// <summary>Gets a value indicating whether stderr may show a line that is written over.</summary>
    public bool HasStatus => !IsQuiet && IsErrorTerminal && !TerminalDevice.IsDumb;

    /// <summary>Gets a value indicating whether somebody sits at a keyboard and sees what is printed.</summary>
    public bool HasTerminal => IsInTerminal && IsOutTerminal;

    /// <summary>
    /// Gets how many columns there are to print in: the terminal's, or what <c>COLUMNS</c> says; null where nothing limits them.
    /// </summary>
    public int? Columns => IsOutTerminal ? WindowSize.OfOutput().Columns : WindowSize.FromEnvironment();

    public TextWriter Out => _out ??= StandardStreams.OpenWriter(StandardStreams.OpenOutput(), 4096);

    public TextWriter Error => _error ??= OpenError();

    public void Configure(bool quiet, bool verbose)
    {
        IsQuiet = quiet;
        IsVerbose = verbose;
    }

    /// <summary>A line of our own words on stdout.</summary>
    public void WriteLine(string text = "") => Out.WriteLine(text);

    /// <summary>Somebody else's text on stdout: on a terminal without what could command it, in a pipe as it is.</summary>
    public void WriteText(string untrusted) => Out.Write(IsOutTerminal ? SafeText.Clean(untrusted) : untrusted);

    /// <summary>Somebody else's text, ended by a line break if it does not end in one.</summary>
    public void WriteTextLine(string untrusted)
    {
        WriteText(untrusted);
        if (!untrusted.EndsWith('\n'))
        {
            Out.WriteLine();
        }
    }

    public void Flush() => _out?.Flush();

    /// <summary>What happens beside what was asked for; not with <c>--quiet</c>.</summary>
    public void Info(string text)
    {
        if (!IsQuiet)
        {
            Error.WriteLine(OneLine(text));
        }
    }

    /// <summary>What the user has to know, with <c>--quiet</c> too: what was left alive.</summary>
    public void WriteNote(string text)
    {
        TryFlush();
        Error.WriteLine(SafeText.Clean(text).ReplaceLineEndings(" "));
    }

    /// <summary>Somebody else's text on stderr, ended by a line break.</summary>
    public void WriteErrorText(string untrusted) =>
        Error.WriteLine((IsErrorTerminal ? SafeText.Clean(untrusted) : untrusted).TrimEnd('\n'));

    /// <summary>What the user should know and may go on without; not with <c>--quiet</c>.</summary>
    public void Warn(string text) => Info($"{Program}warning: {text}");

    /// <summary>Why the command failed: always one line.</summary>
    public void WriteError(string text)
    {
        TryFlush();
        Error.WriteLine(Program + OneLine(text));
    }

    /// <summary>Lines for <c>--verbose</c>.</summary>
    public void WriteDetail(string text)
    {
        // Loggers write from wherever requests end.
        lock (Error)
        {
            foreach (string line in text.Split('\n'))
            {
                Error.WriteLine(Program + "  " + OneLine(line.TrimEnd('\r')));
            }
        }
    }

    /// <summary>Text that can't command a terminal, on one line.</summary>
    public static string OneLine(string untrusted) => SafeText.Clean(untrusted).ReplaceLineEndings(" ").Replace('\t', ' ').Trim();

    public void Dispose()
    {
        _out?.Dispose();
        _error?.Dispose();
    }

    private void TryFlush()
    {
        try
        {
            Flush();
        }
        catch (IOException)
        {
            // The error that is told may be this very one.
        }
    }

    private static StreamWriter OpenError()
    {
        StreamWriter error = StandardStreams.OpenWriter(StandardStreams.OpenError(), 256);
        error.AutoFlush = true;
        return error;
    }
}
