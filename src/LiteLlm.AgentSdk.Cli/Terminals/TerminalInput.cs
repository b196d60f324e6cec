using System.Threading.Channels;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// Reads a terminal on a separate thread, because such a read can't be asynchronous.
/// </summary>
internal sealed class TerminalInput : IDisposable
{
    private readonly TerminalDevice _device;
    private readonly Channel<byte[]> _chunks = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private Thread? _thread;

    public TerminalInput(TerminalDevice device)
    {
        _device = device;
        Start();
    }

    /// <summary>Gets the typed bytes. The channel completes when the terminal closes.</summary>
    public ChannelReader<byte[]> Chunks => _chunks.Reader;

    /// <summary>Begins to read, also again after <see cref="Stop"/>.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "terminal input" };
        _thread.Start();
    }

    /// <summary>Stops reading, so that another program can read. Bytes typed before are kept.</summary>
    public void Stop()
    {
        _device.StopReading();
        _thread?.Join();
        _thread = null;
    }

    public void Dispose()
    {
        Stop();
        _chunks.Writer.TryComplete();
    }

    private void Run()
    {
        byte[] buffer = new byte[16 * 1024];
        while (_device.Read(buffer) is int count)
        {
            if (count == 0)
            {
                _chunks.Writer.TryComplete();
                return;
            }

            _chunks.Writer.TryWrite(buffer[..count]);
        }
    }
}
