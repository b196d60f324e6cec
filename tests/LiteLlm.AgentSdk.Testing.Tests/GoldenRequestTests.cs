using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>Sends the requests of the recordings again. Statuses, texts and the order of members must be equal.</summary>
public sealed class GoldenRequestTests
{
    private static readonly string[] Sent = [".400.", ".404", "unknown", "abort.idle"];

    public static TheoryData<string> Names() =>
        [.. Recording.In("errors").Concat(Recording.In("agents")).Concat(Recording.In("paths"))
            .Concat(Recording.In("sessions-claude-agent-sdk").Where(name =>
                Sent.Any(part => name.Contains(part, StringComparison.Ordinal))))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answers_as_recorded(string name)
    {
        Recording recording = Recording.Load(name);
        await using Caller caller = await Caller.StartAsync(configure: options => options.ApiKey = "sk-test-master-key-123456");
        string session = await caller.SessionAsync();
        string agent = (await caller.GetAsync(session)).GetProperty("agent_id").GetString()!;
        string path = recording.Path
            .Replace("9b08c741-96eb-4933-a636-a6c7386efcfa", agent, StringComparison.Ordinal)
            .Replace("e0c86cc5-36cb-4d77-b123-e7368f17f216", agent, StringComparison.Ordinal)
            .Replace("ef14d550-8470-46e4-a03a-073b350ff577", session, StringComparison.Ordinal)
            .Replace("de31cf97-d66e-4f1e-9a25-46e3e438ea55", session, StringComparison.Ordinal);
        string? body = name.EndsWith("json-null", StringComparison.Ordinal) ? "null" : recording.RequestBody;
        using var request = new HttpRequestMessage(new HttpMethod(recording.Method), path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8),
        };
        caller.Http.DefaultRequestHeaders.Authorization = null;
        if (recording.Authorization is { ValueKind: JsonValueKind.String } authorization)
        {
            string key = authorization.GetString()!.Replace("<key>", "sk-test-master-key-123456", StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation("Authorization", key);
        }

        using HttpResponseMessage response = await caller.Http.SendAsync(request);

        string answer = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).Should().Be(recording.Status, answer);
        foreach (JsonProperty header in recording.Headers.EnumerateObject())
        {
            HeaderStringValues values = response.Headers.NonValidated.TryGetValues(header.Name, out HeaderStringValues found)
                ? found
                : response.Content.Headers.NonValidated[header.Name];
            string.Join(", ", values).Should().Be(header.Value.GetString());
        }

        if (recording.ResponseJson is not { } expected)
        {
            return;
        }

        JsonElement actual = JsonDocument.Parse(answer).RootElement;
        if (recording.Status >= 400)
        {
            string compact =
                JsonSerializer.Serialize(expected).Replace("9b08c741-96eb-4933-a636-a6c7386efcfa", agent, StringComparison.Ordinal);
            JsonSerializer.Serialize(actual).Should().Be(compact);
        }
        else if (!name.StartsWith("agents/list", StringComparison.Ordinal))
        {
            Recording.Shape(actual).Should().Be(Recording.Shape(expected));
        }
    }
}
