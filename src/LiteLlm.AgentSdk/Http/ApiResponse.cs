using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk.Http;

/// <summary>A response whose body was read to the end.</summary>
internal sealed class ApiResponse(ResponseInfo info, byte[] body, ApiRequest request)
{
    public ResponseInfo Info { get; } = info;

    /// <summary>Gets the body as UTF-8, without a byte order mark.</summary>
    public byte[] Body { get; private set; } = JsonRepair.ToUtf8(body);

    /// <summary>Parses the whole body as JSON, on every call.</summary>
    /// <exception cref="AgentPlatformException">The body is not JSON.</exception>
    public JsonElement ToElement()
    {
        try
        {
            return Try(static (utf8, _) => ForeignJson.Parse(utf8), 0);
        }
        catch (JsonException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Gets the error text in the body; null if the body is not an object, or has no error text.</summary>
    public string? Words => ErrorReader.Words(Body, request.AllSecrets);

    /// <summary>
    /// Returns the whole body, to be kept with the record that was read from it. It is parsed on first access.
    /// </summary>
    public RawJson ToRaw() => new(Body);

    /// <summary>Reads the body as a record.</summary>
    /// <exception cref="AgentPlatformException">The body does not fit the type.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return Try(static (utf8, type) => JsonSerializer.Deserialize(utf8, type), type)
                ?? throw new JsonException("The response is null.");
        }
        catch (JsonException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Reads a part of the body, such as a list item, as a record.</summary>
    /// <exception cref="AgentPlatformException">The part does not fit the type.</exception>
    public T Read<T>(JsonElement piece, JsonTypeInfo<T> type, int? index = null)
    {
        try
        {
            return LapJson.Read(JsonMarshal.GetRawUtf8Value(piece), type) ?? throw new JsonException("A part of the response is null.");
        }
        catch (JsonException e)
        {
            throw Unreadable(index is { } position
                ? new JsonException(string.Create(CultureInfo.InvariantCulture, $"Item {position} of the list: {e.Message}"), e) : e);
        }
    }

    // Repairs the body itself, so that the record and the JSON that is kept with it agree.
    private T Try<T, TState>(Func<byte[], TState, T> read, TState state)
    {
        try
        {
            return read(Body, state);
        }
        catch (JsonException) when (JsonRepair.Repair(Body) is { } repaired)
        {
            Body = repaired;
            return read(Body, state);
        }
    }

    public AgentPlatformException Unreadable(Exception cause) => ErrorReader.Unreadable(request, Info, Body, cause);
}
