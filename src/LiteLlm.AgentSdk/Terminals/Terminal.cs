using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using LiteLlm.AgentSdk.Streaming;
using LiteLlm.AgentSdk.Terminals;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The terminal of a session (Claude Code, Codex, Hermes, Gemini): what its program shows, and the keystrokes that go to it, over one
/// WebSocket. Opened by <see cref="Session.OpenTerminalAsync"/>.
/// </summary>
/// <remarks>
/// <para>What comes is text in UTF-8 for a terminal to draw, escape sequences included: a screen, redrawn, not a byte-exact log. Several
/// clients may share one terminal.</para>
/// <para>There are four ways to read, for one reader at a time: <see cref="ReadAsync"/>, <see cref="Input"/>, <see cref="AsStream"/> and
/// <see cref="ReadTextAsync"/>. A caller who reads slowly slows the server down: at most 64 KiB wait here. When the connection is over they
/// come to their end, however it ended; <see cref="Completion"/> says how.</para>
/// <para>Writing waits until the connection has taken the keystrokes; several writers go one after the other. Nothing is sent twice.</para>
/// <para>Closing the connection does not end the program: the session keeps it, and opening the terminal again shows the same
/// screen.</para>
/// <para>Members are virtual, and there is a constructor for derived classes, so that tests can stand in for it.</para>
/// </remarks>
/// <example>
/// <code>
/// await using Terminal terminal = await session.OpenTerminalAsync(new() { Columns = 120, Rows = 40 });
/// await terminal.WriteAsync("explain this repository\r");
/// await foreach (string text in terminal.ReadTextAsync())
///     Console.Write(text);
/// TerminalEnd end = await terminal.Completion;
/// </code>
/// </example>
[DebuggerDisplay("{ToString(),nq}")]
public class Terminal : IDuplexPipe, IAsyncDisposable
{
    private readonly TerminalPump? _pump;
    private readonly Lazy<PipeWriter> _output;

    /// <summary>
    /// Initializes a new instance of the <see cref="Terminal"/> class. For derived classes in tests: override what the test needs.
    /// </summary>
    protected Terminal() => _output = new(() => new TerminalPipeWriter(this));

    internal Terminal(TerminalPump pump)
        : this() => _pump = pump;

    /// <summary>Gets the session whose terminal it is.</summary>
    public virtual string SessionId => _pump?.SessionId ?? "";

    /// <summary>Gets what the program shows, as a pipe. At its end <see cref="Completion"/> says why.</summary>
    public virtual PipeReader Input => Pump.Reader;

    /// <summary>
    /// Gets keystrokes, as a pipe: a flush waits until the connection has taken them, and is completed when the terminal has ended. What a
    /// failed flush held is not kept for the next one.
    /// </summary>
    public virtual PipeWriter Output => _output.Value;

    /// <summary>Gets the width, as the server was told last.</summary>
    public virtual int Columns => Pump.Size.Columns;

    /// <summary>Gets the height, as the server was told last.</summary>
    public virtual int Rows => Pump.Size.Rows;

    /// <summary>Gets how often a lost connection has been made again.</summary>
    public virtual int Reattachments => Pump.Reattachments;

    /// <summary>
    /// Gets how the connection ended for good. Never fails. Known when all that came before has been read, or nobody reads any more
    /// (<see cref="DisposeAsync"/>, or the <see cref="Input"/> completed): up to 64 KiB that wait for the reader do not hold it up.
    /// </summary>
    public virtual Task<TerminalEnd> Completion => Pump.Completion;

    private TerminalPump Pump => _pump ?? throw new InvalidOperationException($"This {GetType().Name} was not made by a session: a test that derives from {nameof(Terminal)} has to override what it uses.");

    /// <summary>Reads what the program shows next.</summary>
    /// <param name="buffer">Where to; what does not fit stays for the next read.</param>
    /// <param name="cancellationToken">Cancels waiting; nothing is lost.</param>
    /// <returns>How many bytes; 0 when the connection is over, and <see cref="Completion"/> says how.</returns>
    /// <exception cref="InvalidOperationException">Somebody else is reading.</exception>
    public virtual ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        buffer.IsEmpty ? new(0) : Pump.ReadAsync(buffer, cancellationToken);

    /// <summary>
    /// Reads what the program shows, as text: no character is cut, wherever the bytes are. Ends when the connection is over;
    /// <see cref="Completion"/> says how.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting; nothing is lost, and it can be read on.</param>
    /// <returns>Pieces of text, as they come.</returns>
    /// <exception cref="InvalidOperationException">Somebody else is reading.</exception>
    public virtual IAsyncEnumerable<string> ReadTextAsync(CancellationToken cancellationToken = default) =>
        new CallerEnumerable<string>(Pump.ReadTextAsync, once: false, cancellationToken);

    /// <summary>Sends keystrokes, as they are. While a lost connection is being made again, waits for it.</summary>
    /// <param name="keys">The bytes of the keys, in UTF-8.</param>
    /// <param name="cancellationToken">Cancels waiting; what has been handed to the connection arrives, the rest is not sent.</param>
    /// <exception cref="TerminalEndedException">The connection is over; nothing was sent.</exception>
    /// <exception cref="AgentPlatformConnectionException">
    /// The connection was lost meanwhile: the keys may have arrived, and are not sent again.
    /// </exception>
    public virtual ValueTask WriteAsync(ReadOnlyMemory<byte> keys, CancellationToken cancellationToken = default) =>
        new(Pump.WriteAsync(keys, cancellationToken));

    /// <summary>
    /// Sends text as keystrokes, in UTF-8; see <see cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>. The Enter key is
    /// <c>\r</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="TerminalEndedException">The connection is over; nothing was sent.</exception>
    /// <exception cref="AgentPlatformConnectionException">
    /// The connection was lost meanwhile: the keys may have arrived, and are not sent again.
    /// </exception>
    public virtual ValueTask WriteAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>
    /// Tells the server a new size (a text frame <c>{"type":"resize","cols":N,"rows":M}</c>). While a lost connection is being made again,
    /// the size is what it begins with.
    /// </summary>
    /// <param name="columns">The width in characters; brought into 1 to 1,000.</param>
    /// <param name="rows">The height in lines; brought into 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="TerminalEndedException">The connection is over.</exception>
    public virtual Task ResizeAsync(int columns, int rows, CancellationToken cancellationToken = default) =>
        Pump.ResizeAsync(new TerminalSize(columns, rows), cancellationToken);

    /// <summary>
    /// The terminal as a stream, for what takes one. It is read and written asynchronously alone; disposing it does not close the terminal.
    /// </summary>
    /// <returns>The stream.</returns>
    public virtual Stream AsStream() => new TerminalStream(this);

    /// <summary>
    /// Closes the connection. The program runs on in its session: <see cref="Session.OpenTerminalAsync"/> shows the same screen again. What
    /// has come and not been read can still be read. Can be called more than once.
    /// </summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (_pump is not null)
        {
            await _pump.CloseAsync().ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Names the session alone: a terminal is opened by a secret.</summary>
    /// <returns>Such as <c>Terminal of session 60031a7f-…</c>.</returns>
    public override string ToString() => $"{nameof(Terminal)} of session {SessionId}";
}
