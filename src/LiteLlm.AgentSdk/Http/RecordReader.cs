using System.Globalization;
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
        return [.. response.Items().Select(item => response.ReadRecord<T>(item.Json, item.Index))];
    }

    /// <summary>A list that one call returns: the same answer as <see cref="SendForListAsync"/>, asked for by each enumeration.</summary>
    public static PagedAsyncEnumerable<T> List<T>(
        this PlatformTransport transport, ApiPath path, CancellationToken cancellationToken, ApiArea area = ApiArea.ManagedAgents)
        where T : PlatformRecord =>
        new(token => transport.SendForListAsync<T>(new ApiRequest(HttpMethod.Get, path, area), token), cancellationToken);

    /// <summary>One piece of an answer as a record that keeps the piece.</summary>
    /// <exception cref="AgentPlatformException">The piece is something else, such as a gateway's error.</exception>
    public static T ReadRecord<T>(this ApiResponse response, JsonElement piece, int? index = null)
        where T : PlatformRecord
    {
        T record = response.Read(piece, LapJson.TypeInfo<T>(), index);
        record.Came(piece, response.Info);
        return record.MissingMember is { } member ? throw response.Misses(member, index) : record;
    }

    /// <summary>That an answer, or an item of it, is not what was asked for.</summary>
    public static AgentPlatformException Misses(this ApiResponse response, string member, int? index = null) => response.Unreadable(
        new JsonException(index is { } position
            ? string.Create(CultureInfo.InvariantCulture, $"Item {position} of the list has no '{member}'.") : $"It has no '{member}'."));

    /// <summary>
    /// The items of an answer that is a list, with their places in it. A null in place of a list has none, and a null in a list is none.
    /// </summary>
    public static IEnumerable<(JsonElement Json, int Index)> Items(this ApiResponse response)
    {
        JsonElement list = response.ToElement();
        if (ForeignJson.TryGet(list, "data", out JsonElement data))
        {
            list = data;
        }

        return list.ValueKind switch
        {
            JsonValueKind.Array =>
                list.EnumerateArray().Select(static (item, index) => (item, index)).Where(static item =>
                item.item.ValueKind != JsonValueKind.Null),
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
