using System.Threading.Channels;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// Reads a terminal on a thread of its own, since such a read can't be waited for in any other way, and hands on what was typed.
/// </summary>
internal sealed class TerminalInput : IDisposable
{
    private readonly TerminalDevice _device;
    private readonly Channel<byte[]> _chunks = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly Thread _thread;

    public TerminalInput(TerminalDevice device)
    {
        _device = device;
        _thread = new Thread(Run) { IsBackground = true, Name = "terminal input" };
        _thread.Start();
    }

    /// <summary>Gets what was typed, as it came; completed when the terminal is gone.</summary>
    public ChannelReader<byte[]> Chunks => _chunks.Reader;

    public void Dispose()
    {
        _device.StopReading();
        _thread.Join();
    }

    private void Run()
    {
        byte[] buffer = new byte[16 * 1024];
        while (_device.Read(buffer) is var count and > 0)
        {
            _chunks.Writer.TryWrite(buffer[..count]);
        }

        _chunks.Writer.TryComplete();
    }
}
