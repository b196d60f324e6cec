using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests.Support;

/// <summary>Reads a stream frame by frame, and checks its format: <c>data: {json}</c> and an empty line, nothing else.</summary>
internal sealed class FrameReader(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    public HttpResponseMessage Response => response;

    /// <summary>Reads the next frame; returns null at the end of the body.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        string? line = await _reader.ReadLineAsync().WaitAsync(Caller.Patience);
        if (line is null)
        {
            return null;
        }

        line.Should().StartWith("data: ");
        (await _reader.ReadLineAsync().WaitAsync(Caller.Patience)).Should().BeEmpty();
        return JsonDocument.Parse(line["data: ".Length..]).RootElement;
    }

    public async Task<List<JsonElement>> RestAsync()
    {
        var frames = new List<JsonElement>();
        while (await NextAsync() is { } frame)
        {
            frames.Add(frame);
        }

        return frames;
    }

    /// <summary>Reads up to the first frame of this type, including the type of a wrapped event.</summary>
    public async Task<JsonElement> UntilAsync(string type)
    {
        while (await NextAsync() is { } frame)
        {
            if (Type(frame) == type || (Type(frame) == "harness_event" && Type(frame.GetProperty("event")) == type))
            {
                return frame;
            }
        }

        throw new InvalidOperationException($"The stream ended without {type}.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }

    private static string? Type(JsonElement frame) => frame.GetProperty("type").GetString();
}
