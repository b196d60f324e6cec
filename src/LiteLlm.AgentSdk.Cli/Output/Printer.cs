using System.Text;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>The two ways out: what was asked for on stdout, all else on stderr. Opened when first written to.</summary>
internal sealed class Printer : IDisposable
{
    private const string Program = "lap: ";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private StreamWriter? _out;
    private StreamWriter? _error;
    private bool? _isOutTerminal;
    private bool? _isErrorTerminal;
    private bool? _isInTerminal;

    public bool IsQuiet { get; private set; }

    public bool IsVerbose { get; private set; }

    public bool IsOutTerminal => _isOutTerminal ??= !Console.IsOutputRedirected;

    public bool IsErrorTerminal => _isErrorTerminal ??= !Console.IsErrorRedirected;

    public bool IsInTerminal => _isInTerminal ??= !Console.IsInputRedirected;

    /// <summary>Whether what is printed may be coloured: on a terminal, unless <c>NO_COLOR</c> says no (https://no-color.org).</summary>
    public bool HasColor => IsOutTerminal
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public TextWriter Out => _out ??= new StreamWriter(Console.OpenStandardOutput(), Utf8, 4096);

    public TextWriter Error => _error ??= new StreamWriter(Console.OpenStandardError(), Utf8, 256) { AutoFlush = true };

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

    /// <summary>What the user should know and may go on without; not with <c>--quiet</c>.</summary>
    public void Warn(string text) => Info($"{Program}warning: {text}");

    /// <summary>Why the command failed: always one line.</summary>
    public void WriteError(string text)
    {
        Flush();
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
        Flush();
        _out?.Dispose();
        _error?.Dispose();
    }
}
