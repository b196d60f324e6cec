using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>Writes server-sent events to the pipe of a response. It is not thread-safe, and sends nothing before a flush.</summary>
internal sealed class EventWriter(PipeWriter pipe)
{
    public const string ContentType = "text/event-stream";

    /// <summary>
    /// Gets the options of all JSON for browsers. Relaxed escaping is safe, because the JSON is a body of its own or in an event stream,
    /// never in an HTML page.
    /// </summary>
    public static JsonWriterOptions JsonOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Gets the number of bytes that have been written and not flushed.</summary>
    public long Pending { get; private set; }

    /// <summary>
    /// Gets a value indicating whether anything has been written. After that, the response is a stream, and its status can't be changed.
    /// </summary>
    public bool HasBegun { get; private set; }

    public static void Describe(EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType]));

    /// <summary>Writes an event whose data is an object.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="members">Writes the members of the object; null for an empty object.</param>
    /// <param name="id">The id of the event; null for an event without one.</param>
    public void Write(ReadOnlySpan<byte> name, Action<Utf8JsonWriter>? members = null, string? id = null)
    {
        WriteHeader(name, id);
        using (Utf8JsonWriter json = new(pipe, JsonOptions))
        {
            json.WriteStartObject();
            members?.Invoke(json);
            json.WriteEndObject();
            json.Flush();
            Pending += json.BytesCommitted;
        }

        WriteRaw("\n\n"u8);
    }

    /// <summary>Writes an event whose data is text; each line of the text becomes a line of data.</summary>
    public void WriteText(ReadOnlySpan<byte> name, string data)
    {
        if (!name.IsEmpty)
        {
            WriteRaw("event: "u8);
            WriteRaw(name);
            WriteRaw("\n"u8);
        }

        foreach (ReadOnlySpan<char> line in data.AsSpan().EnumerateSseLines())
        {
            WriteRaw("data: "u8);
            WriteRaw(line);
            WriteRaw("\n"u8);
        }

        WriteRaw("\n"u8);
    }

    /// <summary>Writes a comment, which keeps the connection alive.</summary>
    public void WriteHeartbeat() => WriteRaw(": heartbeat\n\n"u8);

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Pending = 0;
        await pipe.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void WriteHeader(ReadOnlySpan<byte> name, string? id)
    {
        if (id is not null)
        {
            WriteRaw("id: "u8);
            WriteRaw(id);
            WriteRaw("\n"u8);
        }

        WriteRaw("event: "u8);
        WriteRaw(name);
        WriteRaw("\ndata: "u8);
    }

    private void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        HasBegun = true;
        pipe.Write(bytes);
        Pending += bytes.Length;
    }

    private void WriteRaw(ReadOnlySpan<char> text) => Pending += Encoding.UTF8.GetBytes(text, pipe);
}
