using System.Net.Sockets;
using System.Text;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>Reads lines and counted bytes from a socket.</summary>
internal sealed class RawReader(Socket socket)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads the next line without its end; returns null if the caller has closed.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        List<byte> line = [];
        while (await FillAsync(cancellationToken))
        {
            byte next = _buffer[_start++];
            if (next == '\n')
            {
                return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(next);
        }

        return null;
    }

    public async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            if (!await FillAsync(cancellationToken))
            {
                throw new EndOfStreamException($"The caller closed after {read} of {count} bytes.");
            }

            int taken = Math.Min(count - read, _end - _start);
            _buffer.AsSpan(_start, taken).CopyTo(bytes.AsSpan(read));
            _start += taken;
            read += taken;
        }

        return bytes;
    }

    /// <summary>Reads until the caller closes.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await FillAsync(cancellationToken))
            {
                _start = _end;
            }
        }
        catch (SocketException)
        {
            // A reset closes the connection too.
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start < _end)
        {
            return true;
        }

        _start = 0;
        _end = await socket.ReceiveAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
