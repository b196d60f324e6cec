using System.Text.Json;

namespace LiteLlm.AgentSdk.AspNetCore.Tests.Support;

/// <summary>Reads a stream of server-sent events, line by line.</summary>
internal sealed class EventReader(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    public HttpResponseMessage Response => response;

    public Task<string?> LineAsync() => _reader.ReadLineAsync().WaitAsync(WebServer.Patience);

    public Task<string> RestAsync() => _reader.ReadToEndAsync().WaitAsync(WebServer.Patience);

    /// <summary>Reads the next event; returns null at the end. Skips comments.</summary>
    public async Task<SentEvent?> NextAsync()
    {
        string? id = null;
        string name = "message";
        string? data = null;
        while (await LineAsync() is { } line)
        {
            if (line.Length == 0 && data is not null)
            {
                return new SentEvent(id, name, JsonDocument.Parse(data).RootElement);
            }

            (string field, string value) = line.Split(": ", 2) is [var f, var v] ? (f, v) : (line, "");
            switch (field)
            {
                case "id":
                    id = value;
                    break;
                case "event":
                    name = value;
                    break;
                case "data":
                    data = data is null ? value : data + "\n" + value;
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    public async Task<SentEvent> UntilAsync(string name)
    {
        while (await NextAsync() is { } next)
        {
            if (next.Name == name)
            {
                return next;
            }
        }

        throw new InvalidOperationException($"The stream has ended without {name}.");
    }

    public async Task<List<SentEvent>> AllAsync()
    {
        List<SentEvent> all = [];
        while (await NextAsync() is { } next)
        {
            all.Add(next);
        }

        return all;
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
