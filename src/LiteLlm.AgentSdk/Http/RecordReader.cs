using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk.Http;

/// <summary>From an answer to records that keep their JSON, and from options to the JSON of a body.</summary>
internal static class RecordReader
{
    /// <summary>Makes a call whose answer is one record.</summary>
    public static async Task<T> SendForAsync<T>(this PlatformTransport transport, ApiRequest request, CancellationToken cancellationToken)
        where T : PlatformRecord
    {
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.ReadRecord<T>(response.ToElement());
    }

    /// <summary>Makes a call whose answer is all there is: a bare array, or one under <c>data</c>.</summary>
    public static async Task<IReadOnlyList<T>> SendForListAsync<T>(
        this PlatformTransport transport, ApiRequest request, CancellationToken cancellationToken)
        where T : PlatformRecord
    {
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. response.Items().Select(response.ReadRecord<T>)];
    }

    /// <summary>One piece of an answer as a record that keeps the piece.</summary>
    public static T ReadRecord<T>(this ApiResponse response, JsonElement piece)
        where T : PlatformRecord
    {
        T record = response.Read(piece, LapJson.TypeInfo<T>());
        record.Came(piece, response.Info);
        return record;
    }

    /// <summary>The items of an answer that is a list. A null in place of a list has none, and a null in a list is none.</summary>
    public static IEnumerable<JsonElement> Items(this ApiResponse response)
    {
        JsonElement list = response.ToElement();
        if (ForeignJson.TryGet(list, "data", out JsonElement data))
        {
            list = data;
        }

        return list.ValueKind switch
        {
            JsonValueKind.Array => list.EnumerateArray().Where(static item => item.ValueKind != JsonValueKind.Null),
            JsonValueKind.Null => [],
            _ => throw response.Unreadable(new JsonException($"The answer is no list but {list.ValueKind}.")),
        };
    }

    /// <summary>The JSON of a body.</summary>
    public static byte[] Body<T>(T options) => JsonSerializer.SerializeToUtf8Bytes(options, LapJson.TypeInfo<T>());

    /// <summary>
    /// The JSON of a body in which a field that is to be cleared stands as <c>null</c>. Everywhere else the platform refuses a
    /// <c>null</c>.
    /// </summary>
    public static byte[] Body<T>(T options, string field, bool cleared)
    {
        if (!cleared)
        {
            return Body(options);
        }

        JsonTypeInfo<T> type = LapJson.TypeInfo<T>();
        JsonObject body = JsonSerializer.SerializeToNode(options, type)!.AsObject();
        body[field] = null;
        return JsonSerializer.SerializeToUtf8Bytes(body, LapJson.TypeInfo<JsonObject>());
    }
}
