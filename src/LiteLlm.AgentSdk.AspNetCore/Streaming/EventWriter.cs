using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>Writes server-sent events into an answer's pipe. One writer at a time; nothing leaves before a flush.</summary>
internal sealed class EventWriter(PipeWriter pipe)
{
    public const string ContentType = "text/event-stream";

    // Text goes out as it is: it is read as JSON in a stream of events, never as a part of a page.
    private static readonly JsonWriterOptions s_options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Gets bytes that have been written and not flushed.</summary>
    public long Pending { get; private set; }

    /// <summary>
    /// Gets a value indicating whether anything has been written at all: then the answer is a stream, and its status is out.
    /// </summary>
    public bool HasBegun { get; private set; }

    public static void Describe(EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType]));

    /// <summary>An event whose data is an object.</summary>
    public void Write<T>(ReadOnlySpan<byte> name, T data, JsonTypeInfo<T> type, string? id = null)
    {
        Head(name, id);
        using (Utf8JsonWriter json = new(pipe, s_options))
        {
            JsonSerializer.Serialize(json, data, type);
            json.Flush();
            Pending += json.BytesCommitted;
        }

        Raw("\n\n"u8);
    }

    /// <summary>An event whose data is text; each line of it is a line of data.</summary>
    public void WriteText(ReadOnlySpan<byte> name, string data)
    {
        if (!name.IsEmpty)
        {
            Raw("event: "u8);
            Raw(name);
            Raw("\n"u8);
        }

        foreach (ReadOnlySpan<char> line in data.AsSpan().EnumerateSseLines())
        {
            Raw("data: "u8);
            Raw(line);
            Raw("\n"u8);
        }

        Raw("\n"u8);
    }

    /// <summary>A comment: says that the connection lives, and nothing else.</summary>
    public void Heartbeat() => Raw(": heartbeat\n\n"u8);

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Pending = 0;
        await pipe.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Head(ReadOnlySpan<byte> name, string? id)
    {
        if (id is not null)
        {
            Raw("id: "u8);
            Raw(id);
            Raw("\n"u8);
        }

        Raw("event: "u8);
        Raw(name);
        Raw("\ndata: "u8);
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        HasBegun = true;
        pipe.Write(bytes);
        Pending += bytes.Length;
    }

    private void Raw(ReadOnlySpan<char> text) => Pending += Encoding.UTF8.GetBytes(text, pipe);
}
