using System.Text.Json;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>The recorded traffic of a running platform, from the files beside this one.</summary>
internal static class Recordings
{
    private static readonly Lazy<IReadOnlyList<RecordedExchange>> s_all = new(Load);

    public static IReadOnlyList<RecordedExchange> All => s_all.Value;

    /// <summary>All recorded event streams.</summary>
    public static IEnumerable<RecordedExchange> Streams => All.Where(exchange => exchange.BodyKind == RecordedBody.Sse);

    /// <summary>By its name, such as <c>agents/create.min</c>.</summary>
    public static RecordedExchange Get(string name) =>
        All.Single(exchange => string.Equals(exchange.Name, name, StringComparison.Ordinal));

    /// <summary>A folder's exchanges, in the order in which they were recorded.</summary>
    public static IEnumerable<RecordedExchange> Folder(string folder) =>
        All.Where(exchange => exchange.Name.StartsWith(folder + "/", StringComparison.Ordinal)).OrderBy(exchange => exchange.Seq);

    private static List<RecordedExchange> Load()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !Directory.Exists(Path.Combine(root, "Recordings")))
        {
            root = Path.GetDirectoryName(root);
        }

        return Directory
            .EnumerateFiles(Path.Combine(root ?? throw new DirectoryNotFoundException("Recordings"), "Recordings"), "*.json",
                SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(static file => RecordedExchange.Parse(File.ReadAllBytes(file)))
            .ToList();
    }
}

internal enum RecordedBody
{
    None,
    Json,
    Text,
    Sse,
}

internal sealed record RecordedExchange
{
    public required string Name { get; init; }

    /// <summary>The order within one run.</summary>
    public required int Seq { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? Authorization { get; init; }

    /// <summary>The exact text; null when there was none.</summary>
    public string? RequestBody { get; init; }

    /// <summary>Null when the recorder gave up before a byte came.</summary>
    public int? Status { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public RecordedBody BodyKind { get; init; }

    /// <summary>The exact text: of a JSON body the JSON with its literals, of a stream the frames. Empty when there was none.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether the platform ended the answer; otherwise the recorder stopped listening while it went on.</summary>
    public bool EndedByPlatform { get; init; }

    /// <summary>The data of a stream's frames.</summary>
    public IEnumerable<string> Frames =>
        Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(static frame => frame["data: ".Length..]);

    public static RecordedExchange Parse(ReadOnlyMemory<byte> file)
    {
        using JsonDocument document = JsonDocument.Parse(file);
        JsonElement root = document.RootElement;
        JsonElement request = root.GetProperty("request");
        JsonElement response = root.GetProperty("response");
        (RecordedBody kind, string body) = BodyOf(response);
        (RecordedBody requestKind, string requestBody) = BodyOf(request);
        return new()
        {
            Name = root.GetProperty("name").GetString()!,
            Seq = root.GetProperty("seq").GetInt32(),
            Method = request.GetProperty("method").GetString()!,
            Path = request.GetProperty("path").GetString()!,
            Authorization = request.TryGetProperty("authorization", out JsonElement authorization) ? authorization.GetString() : null,
            RequestBody = requestKind == RecordedBody.None ? null : requestBody,
            Status = response.GetProperty("status").ValueKind == JsonValueKind.Number ? response.GetProperty("status").GetInt32() : null,
            Headers = response.TryGetProperty("headers", out JsonElement headers) && headers.ValueKind == JsonValueKind.Object
                ? headers.EnumerateObject().ToDictionary(static h =>
                    h.Name, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)
                : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase),
            BodyKind = kind,
            Body = body,
            EndedByPlatform = root.GetProperty("closedBy").GetString() is "server-fin" or "body-complete",
        };
    }

    public override string ToString() => Name;

    private static (RecordedBody Kind, string Body) BodyOf(JsonElement message)
    {
        if (message.TryGetProperty("json", out JsonElement json))
        {
            return (RecordedBody.Json, json.GetRawText());
        }

        if (message.TryGetProperty("sse", out JsonElement sse))
        {
            return (RecordedBody.Sse, sse.GetString()!);
        }

        return message.TryGetProperty("text", out JsonElement text) ? (RecordedBody.Text, text.GetString()!) : (RecordedBody.None, "");
    }
}
