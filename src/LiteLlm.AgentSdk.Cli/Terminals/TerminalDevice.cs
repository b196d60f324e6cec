namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>The terminal that this program runs in, below what <see cref="Console"/> does with one.</summary>
internal abstract class TerminalDevice : IDisposable
{
    /// <summary>
    /// Gets a value indicating whether both what is typed and what is shown is a terminal's, and one that understands escape sequences.
    /// </summary>
    public static bool IsInteractive =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && !IsDumb;

    /// <summary>Gets a value indicating whether colours are wanted (https://no-color.org).</summary>
    public static bool HasColours =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !Console.IsOutputRedirected && !IsDumb;

    public abstract WindowSize Size { get; }

    /// <summary>Gets a value indicating whether it understands escape sequences.</summary>
    public static bool IsDumb => Environment.GetEnvironmentVariable("TERM") is "dumb";

    public static TerminalDevice Open() => OperatingSystem.IsWindows() ? new WindowsTerminal() : new UnixTerminal();

    /// <summary>Turns the terminal's own doings off.</summary>
    /// <exception cref="IOException">It can't be.</exception>
    public abstract void EnterRaw(RawModeKind kind);

    /// <summary>Turns them on for the time being, until <see cref="ReenterRaw"/>.</summary>
    public abstract void Pause();

    /// <summary>Turns them off again, after something else has turned them on.</summary>
    public abstract void ReenterRaw();

    /// <summary>Puts everything back as it was found. Safe from any thread, and when nothing was changed.</summary>
    public abstract void Restore();

    /// <summary>Waits for keystrokes, in UTF-8.</summary>
    /// <returns>How many bytes; 0 at the end of the input; null if <see cref="StopReading"/> was called.</returns>
    public abstract int? Read(byte[] buffer);

    /// <summary>Ends one call of <see cref="Read"/>: the one that waits, or the next one.</summary>
    public abstract void StopReading();

    public abstract void Dispose();

    /// <summary>Writes past everything that buffers: for the way out.</summary>
    public abstract void WriteNow(string text);

    /// <summary>What is shown, in UTF-8 whatever the console thinks of it.</summary>
    public static StreamWriter OpenOutput() => StandardStreams.OpenWriter(StandardStreams.OpenOutput(), 4096);
}
