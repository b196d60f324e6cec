using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk.Http;

/// <summary>An answer that was read to its end.</summary>
internal sealed class ApiResponse(ResponseInfo info, byte[] body, ApiRequest request)
{
    public ResponseInfo Info { get; } = info;

    /// <summary>Gets the body as UTF-8, without a byte order mark.</summary>
    public byte[] Body { get; private set; } = JsonRepair.ToUtf8(body);

    /// <summary>The whole body as JSON. Made anew each time: keep it.</summary>
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

    /// <summary>Gets what the body says of an error, when it is an object that does.</summary>
    public string? Words => ErrorReader.Words(Body, request.AllSecrets);

    /// <summary>
    /// The whole body, to be kept beside a record that was read from it: it becomes an element when somebody asks for one.
    /// </summary>
    public RawJson ToRaw() => new(Body);

    /// <summary>The body as a record.</summary>
    /// <exception cref="AgentPlatformException">The body is not of that shape.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return Try(static (utf8, type) => JsonSerializer.Deserialize(utf8, type), type)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>A piece of the body as a record, for answers that are read piece by piece.</summary>
    /// <exception cref="AgentPlatformException">The piece is not of that shape.</exception>
    public T Read<T>(JsonElement piece, JsonTypeInfo<T> type, int? index = null)
    {
        try
        {
            return LapJson.Read(JsonMarshal.GetRawUtf8Value(piece), type) ?? throw new JsonException("A piece of the answer is null.");
        }
        catch (JsonException e)
        {
            throw Unreadable(index is { } position
                ? new JsonException(string.Create(CultureInfo.InvariantCulture, $"Item {position} of the list: {e.Message}"), e) : e);
        }
    }

    // What was read and what is kept beside it have to agree, so the body itself is repaired.
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
