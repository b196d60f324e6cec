using System.Net.Http.Headers;
using System.Text;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>An answer whose headers have come.</summary>
internal sealed class Answer(HttpResponseMessage response) : IDisposable
{
    private readonly StringBuilder _frames = new();
    /// <summary>How long a stream may be silent: a model that fails is asked again after up to half a minute.</summary>
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

    /// <summary>Gets how many they are.</summary>
    public int Count => Frames.Split("\n\n").Length - 1;

    public Task<string> TextAsync() => response.Content.ReadAsStringAsync(_patience.Token);

    /// <summary>Reads until so many frames of a stream have come in all, or it ends, or nothing comes any more.</summary>
    /// <param name="count">How many.</param>
    /// <param name="counts">Which frames count; all, unless it is given.</param>
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
            // What is missing is a difference.
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
