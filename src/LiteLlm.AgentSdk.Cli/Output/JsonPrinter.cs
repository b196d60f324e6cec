using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Prints the platform's JSON on stdout with its names, numbers and order; secrets are masked.</summary>
internal static class JsonPrinter
{
    // Relaxed: non-ASCII characters stay readable; control characters are still escaped.
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = ForeignJson.MaxDepth };
    private static readonly JsonWriterOptions OneLine =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = ForeignJson.MaxDepth };

    /// <summary>Prints a value, indented.</summary>
    public static void Write(Printer printer, JsonElement value, bool showSecrets) =>
        Write(printer, Indented, json => JsonMask.Write(json, value, showSecrets));

    /// <summary>
    /// An array of the JSON of several things, indented. Not a sequence of JSON: natively compiled, each kind of value in LINQ's
    /// sequences costs tens of kilobytes.
    /// </summary>
    public static void WriteArray<T>(Printer printer, IReadOnlyList<T> items, Func<T, JsonElement> json, bool showSecrets)
        where T : class =>
        Write(printer, Indented, writer =>
        {
            writer.WriteStartArray();
            foreach (T item in items)
            {
                JsonMask.Write(writer, json(item), showSecrets);
            }

            writer.WriteEndArray();
        });

    /// <summary>Prints an array of objects of this program, indented.</summary>
    public static void WriteObjects<T>(Printer printer, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> members)
        where T : class =>
        Write(printer, Indented, json =>
        {
            json.WriteStartArray();
            foreach (T item in items)
            {
                WriteObject(json, writer => members(writer, item));
            }

            json.WriteEndArray();
        });

    /// <summary>Prints a value on one line, and flushes. For streams.</summary>
    public static void WriteLine(Printer printer, JsonElement value, bool showSecrets)
    {
        Write(printer, OneLine, json => JsonMask.Write(json, value, showSecrets));
        printer.Flush();
    }

    /// <summary>Prints an event on one line, and flushes. For a frame that is not JSON, prints an object with its text.</summary>
    public static void WriteEvent(Printer printer, SessionEvent happened)
    {
        if (happened is UnknownEvent { Text: { } text })
        {
            WriteObjectLine(printer, json =>
            {
                json.WriteString("type", "");
                json.WriteString("text", text);
            });
            return;
        }

        WriteLine(printer, ForeignJson.Parse(happened.ToJson()), showSecrets: true);
    }

    /// <summary>Prints an object of this program, indented.</summary>
    public static void WriteObject(Printer printer, Action<Utf8JsonWriter> members) =>
        Write(printer, Indented, json => WriteObject(json, members));

    /// <summary>Prints an object of this program on one line, and flushes. For streams.</summary>
    public static void WriteObjectLine(Printer printer, Action<Utf8JsonWriter> members)
    {
        Write(printer, OneLine, json => WriteObject(json, members));
        printer.Flush();
    }

    private static void WriteObject(Utf8JsonWriter json, Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }

    private static void Write(Printer printer, JsonWriterOptions options, Action<Utf8JsonWriter> body)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, options))
        {
            body(json);
        }

        if (printer.Fields is { } fields)
        {
            buffer = JsonProjection.Choose(buffer.WrittenMemory, fields, options);
        }

        printer.Out.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        printer.Out.Write('\n');
    }
}
