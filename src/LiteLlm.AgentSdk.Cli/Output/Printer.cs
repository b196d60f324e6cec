using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Writes results to stdout and everything else to stderr. Both are opened on the first write.</summary>
internal sealed class Printer : IDisposable
{
    private readonly HashSet<string> _warnings = new(StringComparer.Ordinal);
    private const string Program = "lap: ";

    private StreamWriter? _out;
    private StreamWriter? _error;
    private bool? _isOutTerminal;
    private bool? _isErrorTerminal;
    private bool? _isInTerminal;

    public bool IsQuiet { get; private set; }

    public bool IsVerbose { get; private set; }

    /// <summary>Gets or sets the JSON members to print; null for all.</summary>
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

    /// <summary>Gets a value indicating whether stderr can show a status line, which is overwritten.</summary>
    public bool HasStatus => !IsQuiet && IsErrorTerminal && !TerminalDevice.IsDumb;

    /// <summary>Gets a value indicating whether both stdin and stdout are a terminal.</summary>
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

    /// <summary>Writes a trusted line to stdout.</summary>
    public void WriteLine(string text = "") => Out.WriteLine(text);

    /// <summary>Writes untrusted text to stdout. On a terminal, control characters are removed; in a pipe, the text is unchanged.</summary>
    public void WriteText(string untrusted) => Out.Write(IsOutTerminal ? SafeText.Clean(untrusted) : untrusted);

    /// <summary>Writes untrusted text, and a line break if the text does not end with one.</summary>
    public void WriteTextLine(string untrusted)
    {
        WriteText(untrusted);
        if (!untrusted.EndsWith('\n'))
        {
            Out.WriteLine();
        }
    }

    public void Flush() => _out?.Flush();

    /// <summary>Writes progress and results to stderr; not with <c>--quiet</c>.</summary>
    public void Info(string text)
    {
        if (!IsQuiet)
        {
            Error.WriteLine(OneLine(text));
        }
    }

    /// <summary>Writes an important note to stderr, also with <c>--quiet</c>, such as a session that stays open.</summary>
    public void WriteNote(string text)
    {
        TryFlush();
        Error.WriteLine(SafeText.Clean(text).ReplaceLineEndings(" "));
    }

    /// <summary>Writes untrusted text and a line break to stderr.</summary>
    public void WriteErrorText(string untrusted) =>
        Error.WriteLine((IsErrorTerminal ? SafeText.Clean(untrusted) : untrusted).TrimEnd('\n'));

    /// <summary>Writes a warning to stderr, the same one only once; not with <c>--quiet</c>.</summary>
    public void Warn(string text)
    {
        if (_warnings.Add(text))
        {
            Info($"{Program}warning: {text}");
        }
    }

    /// <summary>Writes the error of the command, always in one line.</summary>
    public void WriteError(string text)
    {
        TryFlush();
        Error.WriteLine(Program + OneLine(text));
    }

    /// <summary>Writes a line with <c>--verbose</c>.</summary>
    public void WriteDetail(string text)
    {
        // Loggers write from any thread.
        lock (Error)
        {
            foreach (string line in text.Split('\n'))
            {
                Error.WriteLine(Program + "  " + OneLine(line.TrimEnd('\r')));
            }
        }
    }

    /// <summary>Returns text on one line, without control characters.</summary>
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
            // The reported error can be this failure to write.
        }
    }

    private static StreamWriter OpenError()
    {
        StreamWriter error = StandardStreams.OpenWriter(StandardStreams.OpenError(), 256);
        error.AutoFlush = true;
        return error;
    }
}
