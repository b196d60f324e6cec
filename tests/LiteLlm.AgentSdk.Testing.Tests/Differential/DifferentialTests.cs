using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests.Differential;

/// <summary>
/// Checks request by request (<c>rows.json</c>) that the local platform accepts, refuses, lists and answers as a real platform does. The
/// answers come from a real platform. If platforms differ, the row says so in <c>differs</c>: texts with half a character depend on how a
/// platform accesses its database.
/// </summary>
public sealed class DifferentialTests(DifferentialPlatform platform) : IClassFixture<DifferentialPlatform>
{
    private static readonly Dictionary<string, JsonElement> s_rows = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Differential", "rows.json"))).RootElement
        .EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);

    public static TheoryData<string> Names() => [.. s_rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answers_as_a_real_platform_does(string name)
    {
        JsonElement row = s_rows[name];
        string token = "t" + Guid.NewGuid().ToString("N")[..10];
        var ids = new Dictionary<string, string> { ["token"] = token, ["TOKEN"] = token.ToUpperInvariant() };
        await PrepareAsync(row, ids);
        string? key = Text(row, "key") switch
        {
            null => platform.Lap.ApiKey,
            "none" => null,
            _ => ids["session"],
        };

        (int status, string body, string? location) =
            await SendAsync(Text(row, "method")!, Filled(Text(row, "path")!, ids), Filled(Text(row, "body"), ids), key);

        status.Should().Be(row.GetProperty("status").GetInt32(), body);
        location.Should().Be(Filled(Text(row, "location"), ids));
        if (Text(row, "text") is { } text)
        {
            body.Should().Be(Filled(text, ids));
        }
        else if (row.TryGetProperty("answer", out JsonElement answer))
        {
            JsonElement? actual = answer.ValueKind == JsonValueKind.Object && status < 300 ? Picked(body, answer)
                : JsonDocument.Parse(body).RootElement;
            Compact(actual).Should().Be(Filled(Compact(answer), ids));
        }
    }

    private static JsonElement Picked(string body, JsonElement answer)
    {
        JsonElement? whole = answer.EnumerateObject().Any() ? JsonDocument.Parse(body).RootElement : null;
        return JsonSerializer.SerializeToElement(answer.EnumerateObject().ToDictionary(member =>
            member.Name, member => Pick(whole!.Value, member.Name.Split('.'))));
    }

    private static JsonElement? Pick(JsonElement value, ReadOnlySpan<string> path)
    {
        if (path.Length == 0)
        {
            return value;
        }

        if (path[0] != "*")
        {
            return value.TryGetProperty(path[0], out JsonElement member) ? Pick(member, path[1..]) : null;
        }

        var items = new List<JsonElement?>();
        foreach (JsonElement item in value.EnumerateArray())
        {
            items.Add(Pick(item, path[1..]));
        }

        return JsonSerializer.SerializeToElement(items);
    }

    private static string Compact(JsonElement? value) => JsonSerializer.Serialize(value);

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string? Filled(string? text, Dictionary<string, string> ids) =>
        text is null ? null : ids.Aggregate(text, (filled, id) => filled.Replace("{" + id.Key + "}", id.Value, StringComparison.Ordinal));

    /// <summary>Creates the resource of the row. A session is ready then, unless the row is about its creation.</summary>
    private async Task PrepareAsync(JsonElement row, Dictionary<string, string> ids)
    {
        if (!row.TryGetProperty("before", out JsonElement before))
        {
            return;
        }

        bool atOnce = !Text(row, "name")!.EndsWith(".creating", StringComparison.Ordinal);
        platform.StartSessions(atOnce);
        foreach (JsonElement step in before.EnumerateArray())
        {
            string path = Filled(Text(step, "path")!, ids)!;
            (int status, string body, _) =
                await SendAsync(Text(step, "method")!, path, Filled(Text(step, "body"), ids), platform.Lap.ApiKey);
            status.Should().BeInRange(200, 299, body);
            ids[Text(step, "as")!] = JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
            if (path.EndsWith("/session", StringComparison.Ordinal) && atOnce)
            {
                await platform.WhenReadyAsync(ids["session"]);
            }
        }
    }

    /// <summary>Sends the request over a socket, since HttpClient would normalize double slashes and backslashes in the path.</summary>
    private async Task<(int Status, string Body, string? Location)> SendAsync(string method, string? path, string? body, string? key)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, platform.Lap.BaseUrl.Port);
        await using NetworkStream stream = client.GetStream();
        byte[] content = Encoding.UTF8.GetBytes(body ?? "");
        string authorization = key is null ? "" : $"Authorization: Bearer {key}\r\n";
        string length = body is null && method is "GET" or "DELETE" ? ""
            : $"Content-Type: application/json\r\nContent-Length: {content.Length}\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n{authorization}{length}\r\n"));
        await stream.WriteAsync(content);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string answer = await reader.ReadToEndAsync().WaitAsync(Support.Caller.Patience);
        int end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string[] head = answer[..end].Split("\r\n");
        string? location =
            head.FirstOrDefault(line => line.StartsWith("location: ", StringComparison.OrdinalIgnoreCase))?["location: ".Length..];
        return (int.Parse(head[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), answer[(end + 4)..], location);
    }
}
