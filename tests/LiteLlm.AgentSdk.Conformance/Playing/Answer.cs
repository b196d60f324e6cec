using System.Net.Http.Headers;
using System.Text;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>An answer whose headers have arrived.</summary>
internal sealed class Answer(HttpResponseMessage response) : IDisposable
{
    private readonly StringBuilder _frames = new();
    /// <summary>The maximum silence of a stream. A failing model is retried after up to half a minute.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _patience = new(Target.Patience);
    private readonly CancellationTokenSource _silence = new();
    private StreamReader? _reader;

    public int Status => (int)response.StatusCode;

    public string? Header(string name) =>
        response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values)
            || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>Gets the frames of a stream that have been read.</summary>
    public string Frames => _frames.ToString();

    /// <summary>Gets the number of these frames.</summary>
    public int Count => Frames.Split("\n\n").Length - 1;

    public Task<string> TextAsync() => response.Content.ReadAsStringAsync(_patience.Token);

    /// <summary>Reads until a number of frames has arrived in total, the stream ends, or it stays silent.</summary>
    /// <param name="count">The number of frames.</param>
    /// <param name="counts">Selects the frames that count; null for all frames.</param>
    /// <returns>All frames so far.</returns>
    public async Task<string> FramesAsync(int count = int.MaxValue, Func<string, bool>? counts = null)
    {
        _reader ??= new StreamReader(await response.Content.ReadAsStreamAsync(), Encoding.UTF8);
        int have = counts is null ? Count : Frames.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Count(counts);
        try
        {
            while (have < count && await ReadLineAsync() is { } line)
            {
                _frames.Append(line).Append('\n');
                have += line.Length > 0 && (counts?.Invoke(line) ?? true) ? 1 : 0;
            }

            if (_frames is [.., not '\n', _] && await ReadLineAsync() is { } end)
            {
                // The empty line after the last frame.
                _frames.Append(end).Append('\n');
            }
        }
        catch (OperationCanceledException)
        {
            // Missing frames are a difference.
        }

        return Frames;
    }

    private async Task<string?> ReadLineAsync()
    {
        _silence.CancelAfter(s_silence);
        string? line = await _reader!.ReadLineAsync(_silence.Token);
        _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        return line;
    }

    public void Dispose()
    {
        _patience.Dispose();
        _silence.Dispose();
        _reader?.Dispose();
        response.Dispose();
    }
}
