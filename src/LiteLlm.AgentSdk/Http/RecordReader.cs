using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Reads responses as records that keep their JSON, and writes options as request bodies.</summary>
internal static class RecordReader
{
    /// <summary>Sends a call whose response is one record.</summary>
    public static async Task<T> SendForAsync<T>(this PlatformTransport transport, ApiRequest request, CancellationToken cancellationToken)
        where T : PlatformRecord
    {
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.ReadRecord<T>(response.ToElement());
    }

    /// <summary>Sends a call whose response is a complete list: an array, or an object with an array in <c>data</c>.</summary>
    public static async Task<IReadOnlyList<T>> SendForListAsync<T>(
        this PlatformTransport transport, ApiRequest request, CancellationToken cancellationToken)
        where T : PlatformRecord
    {
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. response.Items().Select(item => response.ReadRecord<T>(item.Json, item.Index))];
    }

    /// <summary>Returns a list that is read with one call, as by <see cref="SendForListAsync"/>, on each enumeration.</summary>
    public static PagedAsyncEnumerable<T> List<T>(
        this PlatformTransport transport, ApiPath path, CancellationToken cancellationToken, ApiArea area = ApiArea.ManagedAgents)
        where T : PlatformRecord =>
        new(token => transport.SendForListAsync<T>(new ApiRequest(HttpMethod.Get, path, area), token), cancellationToken);

    /// <summary>Reads a part of a response as a record that keeps the JSON of the part.</summary>
    /// <exception cref="AgentPlatformException">The part is not such a record; it may be a gateway's error.</exception>
    public static T ReadRecord<T>(this ApiResponse response, JsonElement piece, int? index = null)
        where T : PlatformRecord
    {
        T record = response.Read(piece, LapJson.TypeInfo<T>(), index);
        record.Came(piece, response.Info);
        return record.MissingMember is { } member ? throw response.Misses(member, index) : record;
    }

    /// <summary>Creates the exception for a response, or an item of it, without a required member.</summary>
    public static AgentPlatformException Misses(this ApiResponse response, string member, int? index = null) => response.Unreadable(
        new JsonException(index is { } position
            ? string.Create(CultureInfo.InvariantCulture, $"Item {position} of the list has no '{member}'.")
            : $"The response has no '{member}'."));

    /// <summary>
    /// Returns the items of a list, with their positions. A null in place of the list counts as an empty list, and null items are skipped.
    /// </summary>
    public static IReadOnlyList<ListItem> Items(this ApiResponse response)
    {
        JsonElement list = response.ToElement();
        if (ForeignJson.TryGet(list, "data", out JsonElement data))
        {
            list = data;
        }

        return list.ValueKind switch
        {
            JsonValueKind.Array => ListItem.Of(list),
            JsonValueKind.Null => [],
            _ => throw response.Unreadable(new JsonException($"The response is not a list, but {list.ValueKind}.")),
        };
    }

    /// <summary>Writes options as the JSON of a body.</summary>
    public static byte[] Body<T>(T options) => JsonSerializer.SerializeToUtf8Bytes(options, LapJson.TypeInfo<T>());

    /// <summary>
    /// Writes options as the JSON of a body, with <c>null</c> for the field that is to be cleared. The platform rejects <c>null</c> for
    /// other fields.
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
