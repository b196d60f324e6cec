namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>The terminal of this program, without the functions that <see cref="Console"/> adds.</summary>
internal abstract class TerminalDevice : IDisposable
{
    /// <summary>
    /// Gets a value indicating whether input and output are a terminal that supports escape sequences.
    /// </summary>
    public static bool IsInteractive =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && !IsDumb;

    /// <summary>Gets a value indicating whether colors are wanted (https://no-color.org).</summary>
    public static bool HasColours =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !Console.IsOutputRedirected && !IsDumb;

    public abstract WindowSize Size { get; }

    /// <summary>Gets a value indicating whether the terminal does not support escape sequences.</summary>
    public static bool IsDumb => Environment.GetEnvironmentVariable("TERM") is "dumb";

    public static TerminalDevice Open() => OperatingSystem.IsWindows() ? new WindowsTerminal() : new UnixTerminal();

    /// <summary>Sets raw mode: the terminal passes keys and output on without processing them.</summary>
    /// <exception cref="IOException">The mode can't be set.</exception>
    public abstract void EnterRaw(RawModeKind kind);

    /// <summary>Leaves raw mode until <see cref="ReenterRaw"/> is called.</summary>
    public abstract void Pause();

    /// <summary>Sets raw mode again, after another program has changed the mode.</summary>
    public abstract void ReenterRaw();

    /// <summary>Restores the original mode. It can be called on any thread, and also if nothing was changed.</summary>
    public abstract void Restore();

    /// <summary>Waits for keystrokes, in UTF-8.</summary>
    /// <returns>The number of bytes; 0 at the end of the input; null if <see cref="StopReading"/> was called.</returns>
    public abstract int? Read(byte[] buffer);

    /// <summary>Ends one call of <see cref="Read"/>: the one that waits, or the next one.</summary>
    public abstract void StopReading();

    public abstract void Dispose();

    /// <summary>Writes without any buffer, for use when the program ends.</summary>
    public abstract void WriteNow(string text);

    /// <summary>Opens the output. It is always UTF-8, because the console's encoding can differ.</summary>
    public static StreamWriter OpenOutput() => StandardStreams.OpenWriter(StandardStreams.OpenOutput(), 4096);
}
