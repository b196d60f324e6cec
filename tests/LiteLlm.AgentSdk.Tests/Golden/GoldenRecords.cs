using System.Net;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FluentAssertions;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>
/// Checks that the platform's records are returned completely: as their original JSON (<c>Raw</c>), in the typed members, and when they are
/// written again. In written JSON, null and an absent member count as equal; nothing else does.
/// </summary>
internal static class GoldenRecords
{
    private static readonly JsonSerializerOptions s_plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new LenientDateTimeOffsetConverter() },
    };

    // Members that only Raw shows, because the harness or the sandbox decides their shape.
    private static readonly string[] s_rawOnly = ["response", "origin", "sandboxes", "warnings", "idle_timeout_ms"];

    public static void Check(JsonElement recorded, Agent agent)
    {
        recorded = recorded.TryGetProperty("agent", out JsonElement inner) ? inner : recorded;
        SameJson.Check(recorded.GetRawText(), agent.Raw.GetRawText());
        RoundTrip(recorded, LapJson.TypeInfo<AgentSnapshot>());
        Members(recorded, agent).Should().BeEmpty();
    }

    public static async Task CheckAsync(JsonElement recorded, Session session)
    {
        SameJson.Check(recorded.GetRawText(), session.Raw.GetRawText());
        RoundTrip(recorded, LapJson.TypeInfo<SessionSnapshot>());
        Members(recorded, session).Should().BeSubsetOf(s_rawOnly);
        session.IdleTimeout.Should().Be(recorded.GetProperty("idle_timeout_ms") is { ValueKind: JsonValueKind.Number } ms
            ? TimeSpan.FromMilliseconds(ms.GetInt64()) : null);
        session.HasInitialReply.Should().Be(recorded.GetProperty("response").ValueKind != JsonValueKind.Null);
        await CheckStatusAsync(recorded, session);
        if (session.HasInitialReply)
        {
            await CheckResponseAsync(recorded.GetProperty("response"), session);
        }
    }

    public static void Check(RecordedExchange exchange, Page<Agent> page)
    {
        JsonElement recorded = exchange.Json();
        recorded.EnumerateObject().Select(static member => member.Name).Should().BeEquivalentTo("data", "total", "limit", "offset");
        page.Total.Should().Be(recorded.GetProperty("total").GetInt32());
        page.Limit.Should().Be(recorded.GetProperty("limit").GetInt32());
        page.Offset.Should().Be(recorded.GetProperty("offset").GetInt32());
        page.Items.Should().HaveCount(recorded.GetProperty("data").GetArrayLength());
        for (int i = 0; i < page.Items.Count; i++)
        {
            Check(recorded.GetProperty("data")[i], page.Items[i]);
        }
    }

    public static async Task CheckAsync(RecordedExchange exchange, IReadOnlyList<Session> sessions)
    {
        JsonElement recorded = exchange.Json();
        sessions.Should().HaveCount(recorded.GetArrayLength());
        for (int i = 0; i < sessions.Count; i++)
        {
            await CheckAsync(recorded[i], sessions[i]);
        }
    }

    public static void Check(RecordedExchange exchange, IReadOnlyList<Message> thread) =>
        SameJson.Check(exchange.Body, JsonSerializer.Serialize([.. thread], LapJson.TypeInfo<List<Message>>()));

    public static void Check(RecordedExchange exchange, IEnumerable<PlatformRecord> records)
    {
        JsonElement recorded = exchange.Json();
        JsonElement[] items =
            [.. (recorded.ValueKind == JsonValueKind.Array ? recorded
            : recorded.GetProperty(records is IReadOnlyList<IntegrationProvider> ? "providers" : "data")).EnumerateArray()];
        PlatformRecord[] read = [.. records];
        read.Should().HaveSameCount(items);
        for (int i = 0; i < items.Length; i++)
        {
            Check(exchange, items[i], read[i]);
        }
    }

    public static void Check(RecordedExchange exchange, JsonElement recorded, PlatformRecord record)
    {
        SameJson.Check(recorded.GetRawText(), record.Raw.GetRawText());
        Check(exchange, record.Response);
        JsonObject written = JsonSerializer.SerializeToNode(record, LapJson.Options.GetTypeInfo(record.GetType()))!.AsObject();
        foreach (string absent in written.Where(member => !recorded.TryGetProperty(member.Key, out _)
            && member.Value is JsonArray { Count: 0 }).Select(static member => member.Key).ToList())
        {
            written.Remove(absent); // a list that was not sent is empty
        }

        SameJson.Check(WithoutNulls(recorded.GetRawText()), WithoutNulls(written.ToJsonString(s_plain)));
        Members(recorded, record).Should().BeEquivalentTo(record.AdditionalProperties?.Keys ?? []);
        (record.AdditionalProperties is null
            || record is ModelInfo).Should().BeTrue("the others are the platform's own, of which every field is known");
    }

    /// <summary>Checks the agent, and the skill if it was stored.</summary>
    public static void Check(RecordedExchange exchange, SkillAttachment attachment)
    {
        JsonElement recorded = exchange.Json();
        Check(recorded.GetProperty("agent"), attachment.Agent);
        (attachment.Skill is not null).Should().Be(recorded.TryGetProperty("skill", out JsonElement skill));
        if (attachment.Skill is not null)
        {
            Check(exchange, skill, attachment.Skill);
        }
    }

    /// <summary>Checks a call that returns nothing: the response only reports success.</summary>
    public static void CheckNothing(RecordedExchange exchange)
    {
        switch (exchange.Method)
        {
            case "DELETE" when exchange.Status == 200:
                RoundTrip(exchange.Json(), LapJson.TypeInfo<SessionDeletion>());
                break;
            case "GET":
                exchange.Body.Should().Be("null");
                break;
            case "POST" when exchange.Path.EndsWith("/sandbox/provision", StringComparison.Ordinal):
                exchange.Json().GetProperty("message").GetString().Should().Contain("ready");
                break;
            case "DELETE":
                exchange.BodyKind.Should().Be(RecordedBody.None);
                break;
            default:
                SameJson.Check("""{"ok":true}""", exchange.Body);
                break;
        }
    }

    public static void Check(RecordedExchange exchange, ResponseInfo? response)
    {
        response.Should().NotBeNull();
        response!.StatusCode.Should().Be((HttpStatusCode)exchange.Status!.Value);
        foreach ((string name, string value) in exchange.Headers)
        {
            response.Headers[name].Should().Equal(value);
        }
    }

    public static void RoundTrip<T>(JsonElement recorded, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        SameJson.Check(WithoutNulls(recorded.GetRawText()), WithoutNulls(JsonSerializer.Serialize(recorded.Deserialize(type)!, type)));

    // The names for which the object has no member. The members that it has contain the recorded values.
    private static List<string> Members(JsonElement recorded, object value)
    {
        List<string> untyped = [];
        foreach (JsonProperty member in recorded.EnumerateObject())
        {
            string name = string.Concat(member.Name.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
            if (value.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is not { } property
                || s_rawOnly.Contains(member.Name))
            {
                untyped.Add(member.Name);
                continue;
            }

            object? typed = property.GetValue(value);
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                typed.Should().BeNull("{0} is null", member.Name);
            }
            else
            {
                SameJson.Check(WithoutNulls(member.Value.GetRawText()),
                    WithoutNulls(JsonSerializer.Serialize(typed, property.PropertyType, s_plain)));
            }
        }

        return untyped;
    }

    private static async Task CheckStatusAsync(JsonElement recorded, Session session)
    {
        Func<Task<Session>> wait = () => session.WaitUntilReadyAsync();
        switch (recorded.GetProperty("status").GetString())
        {
            case "ready":
                (await wait()).Should().BeSameAs(session);
                break;
            case "creating":
                session.Status.Should().Be(SessionStatus.Creating);
                break;
            default:
                SessionFailedException e = (await wait.Should().ThrowAsync<SessionFailedException>()).Which;
                e.Session.Should().BeSameAs(session);
                e.Status.Value.Should().Be(recorded.GetProperty("status").GetString());
                e.FailureReason.Should().Be(recorded.GetProperty("failure_reason").GetString());
                break;
        }
    }

    private static async Task CheckResponseAsync(JsonElement response, Session session)
    {
        Reply reply;
        try
        {
            reply = await session.WaitForInitialReplyAsync();
            reply.IsError.Should().BeFalse();
        }
        catch (TurnFailedException e)
        {
            reply = e.Reply;
            reply.IsError.Should().BeTrue();
        }
        catch (ReplyIncompleteException e)
        {
            // The rest of an opencode turn is in the thread, which this server doesn't provide.
            response.GetProperty("info").TryGetProperty("parentID", out _).Should().BeTrue();
            reply = e.Reply;
        }

        SameJson.Check(response.GetRawText(), reply.Raw!.Value.GetRawText());
        SameJson.Check(response.GetRawText(),
            JsonSerializer.Serialize(reply.Messages.Should().ContainSingle().Subject, LapJson.TypeInfo<Message>()));
    }

    private static string WithoutNulls(string json)
    {
        JsonNode? node = JsonNode.Parse(json);
        Strip(node);
        return node?.ToJsonString(s_plain) ?? "null";
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            foreach ((string name, JsonNode? value) in fields.ToList())
            {
                if (value is null)
                {
                    fields.Remove(name);
                }
                else if (name is not "response")
                {
                    Strip(value);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                Strip(item);
            }
        }
    }
}
