using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using LiteLlm.AgentSdk.Streaming;
using LiteLlm.AgentSdk.Terminals;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A connection to the terminal of a session (Claude Code, Codex, Hermes, Gemini). It receives the program's output and sends keystrokes
/// over one WebSocket. <see cref="Session.OpenTerminalAsync"/> opens it.
/// </summary>
/// <remarks>
/// <para>The output is UTF-8 text with escape sequences, for a terminal to display. It is a screen that is redrawn, not a byte-exact log.
/// Several clients may share one terminal.</para>
/// <para>There are four ways to read, for one reader at a time: <see cref="ReadAsync"/>, <see cref="Input"/>, <see cref="AsStream"/> and
/// <see cref="ReadTextAsync"/>. If the caller reads slowly, the server has to wait: the SDK buffers at most 64 KiB. The output ends when
/// the connection ends for good; <see cref="Completion"/> contains the reason.</para>
/// <para>A write completes when the connection has accepted the keystrokes. Several writers run one after the other. Nothing is sent
/// twice.</para>
/// <para>Closing the connection does not end the program. When the terminal is opened again, it shows the same screen.</para>
/// <para>Members are virtual, and there is a constructor for derived classes, so that tests can replace this class.</para>
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
    /// Initializes a new instance of the <see cref="Terminal"/> class for mocking. A derived class in a test overrides the members that the
    /// test uses.
    /// </summary>
    protected Terminal() => _output = new(() => new TerminalPipeWriter(this));

    internal Terminal(TerminalPump pump)
        : this() => _pump = pump;

    /// <summary>Gets the id of the session that the terminal belongs to.</summary>
    public virtual string SessionId => _pump?.SessionId ?? "";

    /// <summary>Gets the program's output as a pipe. At its end, <see cref="Completion"/> contains the reason.</summary>
    public virtual PipeReader Input => Pump.Reader;

    /// <summary>
    /// Gets a pipe for keystrokes. A flush waits until the connection has accepted them; after the end of the terminal, its result is
    /// completed. Keystrokes of a failed flush are not sent with the next one.
    /// </summary>
    public virtual PipeWriter Output => _output.Value;

    /// <summary>Gets the width in characters that was last sent to the server.</summary>
    public virtual int Columns => Pump.Size.Columns;

    /// <summary>Gets the height in lines that was last sent to the server.</summary>
    public virtual int Rows => Pump.Size.Rows;

    /// <summary>Gets how often a lost connection has been reopened.</summary>
    public virtual int Reattachments => Pump.Reattachments;

    /// <summary>
    /// Gets a task with the reason why the connection ended for good. The task never fails. It completes when the output has been received
    /// to the end, even if up to 64 KiB of it have not been read yet, or when reading is over (<see cref="DisposeAsync"/>, or a completed
    /// <see cref="Input"/>).
    /// </summary>
    public virtual Task<TerminalEnd> Completion => Pump.Completion;

    private TerminalPump Pump => _pump ?? throw new InvalidOperationException(
        $"This {GetType().Name} was not created by a session: a class that derives from {nameof(Terminal)} must override the members "
        + "that the test uses.");

    /// <summary>Reads the program's next output.</summary>
    /// <param name="buffer">The buffer. Output that does not fit remains for the next read.</param>
    /// <param name="cancellationToken">Cancels waiting. No output is lost.</param>
    /// <returns>The number of bytes; 0 if the connection has ended (see <see cref="Completion"/>).</returns>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    public virtual ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        buffer.IsEmpty ? new(0) : Pump.ReadAsync(buffer, cancellationToken);

    /// <summary>
    /// Reads the program's output as text. Characters are never split. The sequence ends when the connection has ended (see
    /// <see cref="Completion"/>).
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting. No output is lost, and the caller can read again.</param>
    /// <returns>Pieces of text, as they arrive.</returns>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    public virtual IAsyncEnumerable<string> ReadTextAsync(CancellationToken cancellationToken = default) =>
        new CallerEnumerable<string>(Pump.ReadTextAsync, once: false, cancellationToken);

    /// <summary>Sends keystrokes unchanged. While a lost connection is being reopened, waits for it.</summary>
    /// <param name="keys">The bytes of the keys, in UTF-8.</param>
    /// <param name="cancellationToken">Cancels waiting. Keystrokes that the connection has accepted are sent; the others are not.</param>
    /// <exception cref="TerminalEndedException">The connection has ended; nothing was sent.</exception>
    /// <exception cref="AgentPlatformConnectionException">
    /// The connection was lost during the write. The keystrokes may have arrived, and are not sent again.
    /// </exception>
    public virtual ValueTask WriteAsync(ReadOnlyMemory<byte> keys, CancellationToken cancellationToken = default) =>
        new(Pump.WriteAsync(keys, cancellationToken));

    /// <summary>
    /// Sends text as keystrokes, in UTF-8; see <see cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>. The Enter key is
    /// <c>\r</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="TerminalEndedException">The connection has ended; nothing was sent.</exception>
    /// <exception cref="AgentPlatformConnectionException">
    /// The connection was lost during the write. The keystrokes may have arrived, and are not sent again.
    /// </exception>
    public virtual ValueTask WriteAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>
    /// Sends a new size to the server (a text frame <c>{"type":"resize","cols":N,"rows":M}</c>). While a lost connection is being reopened,
    /// the new connection gets the size.
    /// </summary>
    /// <param name="columns">The width in characters; limited to 1 to 1,000.</param>
    /// <param name="rows">The height in lines; limited to 1 to 1,000.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="TerminalEndedException">The connection has ended.</exception>
    public virtual Task ResizeAsync(int columns, int rows, CancellationToken cancellationToken = default) =>
        Pump.ResizeAsync(new TerminalSize(columns, rows), cancellationToken);

    /// <summary>
    /// Returns the terminal as a stream, for APIs that need one. The stream supports only asynchronous reads and writes. Disposing it does
    /// not close the terminal.
    /// </summary>
    /// <returns>The stream.</returns>
    public virtual Stream AsStream() => new TerminalStream(this);

    /// <summary>
    /// Closes the connection. The program continues in the session, and <see cref="Session.OpenTerminalAsync"/> shows the same screen
    /// again. Output that has been received can still be read. The method can be called more than once.
    /// </summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (_pump is not null)
        {
            await _pump.CloseAsync().ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Returns the type and the session's id, without the terminal's token.</summary>
    /// <returns>Text such as <c>Terminal of session 60031a7f-…</c>.</returns>
    public override string ToString() => $"{nameof(Terminal)} of session {SessionId}";
}
