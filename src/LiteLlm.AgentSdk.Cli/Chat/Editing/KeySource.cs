using System.Threading.Channels;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>Reads the typed keys. Text that is typed during a turn is kept for the next message.</summary>
internal sealed class KeySource : IDisposable
{
    // The rest of a sequence follows its Escape at once; on a slow connection a little later.
    private static readonly TimeSpan s_sequence = TimeSpan.FromMilliseconds(50);

    private readonly Channel<Key> _keys = Channel.CreateUnbounded<Key>(new() { SingleReader = true });
    private readonly TerminalInput _input;
    private readonly WindowSizeWatch _window;

    public KeySource(TerminalDevice device)
    {
        _window = new WindowSizeWatch(device, _ => Redraw());
        _input = new TerminalInput(device);
        _ = DecodeAsync();
    }

    public ChannelReader<Key> Keys => _keys.Reader;

    public void Redraw() => _keys.Writer.TryWrite(new Key(KeyKind.Redraw));

    /// <summary>Stops reading keys while an action runs, because they belong to the program that the action starts.</summary>
    public void Pause(Action action)
    {
        _input.Stop();
        try
        {
            action();
        }
        finally
        {
            _input.Start();
        }
    }

    public void Dispose()
    {
        _window.Dispose();
        _input.Dispose();
    }

    private async Task DecodeAsync()
    {
        KeyDecoder decoder = new();
        while (true)
        {
            Task<bool> more = _input.Chunks.WaitToReadAsync().AsTask();
            if (decoder.HasLoneEscape && await Task.WhenAny(more, Task.Delay(s_sequence)).ConfigureAwait(false) != more)
            {
                _keys.Writer.TryWrite(decoder.ReadEscape());
            }

            if (!await more.ConfigureAwait(false))
            {
                break;
            }

            while (_input.Chunks.TryRead(out byte[]? chunk))
            {
                foreach (Key key in decoder.Decode(chunk))
                {
                    _keys.Writer.TryWrite(key);
                }
            }
        }

        _keys.Writer.TryComplete();
    }
}
