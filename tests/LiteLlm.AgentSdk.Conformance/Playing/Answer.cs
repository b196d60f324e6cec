using System.Net.Http.Headers;
using System.Text;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>An answer whose headers have come.</summary>
internal sealed class Answer(HttpResponseMessage response) : IDisposable
{
    private readonly StringBuilder _frames = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(1));
    private StreamReader? _reader;

    public int Status => (int)response.StatusCode;

    public string? Header(string name) =>
        response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    public Task<string> TextAsync() => response.Content.ReadAsStringAsync(_patience.Token);

    /// <summary>Reads until so many frames of a stream have come in all, or it ends.</summary>
    /// <returns>All frames so far.</returns>
    public async Task<string> FramesAsync(int count = int.MaxValue)
    {
        _reader ??= new StreamReader(await response.Content.ReadAsStreamAsync(), Encoding.UTF8);
        int have = _frames.ToString().Split("\n\n").Length - 1;
        while (have < count && await _reader.ReadLineAsync(_patience.Token) is { } line)
        {
            _frames.Append(line).Append('\n');
            have += line.Length == 0 ? 1 : 0;
        }

        return _frames.ToString();
    }

    public void Dispose()
    {
        _patience.Dispose();
        _reader?.Dispose();
        response.Dispose();
    }
}
