using System.Text;
using System.Threading.Channels;
using LiteLlm.AgentSdk.Testing.Terminals;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// A terminal of the local platform, as the program that runs in it sees it: reads what is typed, writes to the screen. It outlives its
/// clients: they come and go, and share it.
/// </summary>
public sealed class LocalTerminal
{
    // A program that does not read slows those down who type.
    private const int MostInputs = 16;

    private readonly TerminalHost _host;
    private readonly Channel<LocalTerminalInput> _inputs = Channel.CreateBounded<LocalTerminalInput>(MostInputs);

    internal LocalTerminal(TerminalHost host, int run, CancellationToken ended)
    {
        _host = host;
        Run = run;
        Ended = ended;
    }

    /// <summary>Gets the session's id.</summary>
    public string SessionId => _host.SessionId;

    /// <summary>Gets the agent's harness, such as <c>claude-code</c>.</summary>
    public string HarnessId => _host.HarnessId;

    /// <summary>Gets which program of its sandbox this is, from 1: connecting after one has ended starts the next.</summary>
    public int Run { get; }

    /// <summary>Gets the width; 100 until a client says otherwise. The last one that does counts.</summary>
    public int Columns => _host.Columns;

    /// <summary>Gets the height; 30 until a client says otherwise.</summary>
    public int Rows => _host.Rows;

    /// <summary>Gets how many clients are connected now.</summary>
    public int Clients => _host.ClientCount;

    /// <summary>Gets the token that is cancelled when the sandbox is lost or the platform stops.</summary>
    public CancellationToken Ended { get; }

    internal ChannelWriter<LocalTerminalInput> Inputs => _inputs.Writer;

    /// <summary>The next keystrokes or size.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>What came; null when the sandbox is lost or the platform stops.</returns>
    public async Task<LocalTerminalInput?> ReadAsync(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        try
        {
            return await _inputs.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes to the screen, and so to all clients; waits for the slowest of them. With none connected it shows to the next one, as far as
    /// the screen holds it.
    /// </summary>
    /// <param name="text">The text, with the escape sequences that a terminal understands.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WriteAsync(string text, CancellationToken cancellationToken = default) =>
        WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>Writes bytes to the screen. A character may be cut by their end: it is shown when its rest has come.</summary>
    /// <param name="bytes">The text in UTF-8.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        await _host.WriteAsync(bytes, either.Token).ConfigureAwait(false);
    }
}
