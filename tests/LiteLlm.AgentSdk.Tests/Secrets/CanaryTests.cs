using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Secrets;

/// <summary>Secrets are sent with every call, and the server returns them in every shape. They never appear in output.</summary>
public class CanaryTests
{
    private const string Key = "sk-canary-KEY-1234567890";
    private const string GatewayKey = "sk-canary-GATEWAY-1234567890";
    private const string TtyToken = "canary-TTY-1234567890";

    private static readonly string[] EnvironmentValues =
        ["canary-PLAIN-value", "canary \"QUOTED\" \\ value\n+<&>'", "canary-ÜMLAUT-🙂-value", "canary-" + new string('L', 700)
        + "-LONG-end"];

    private static readonly string[] All = [Key, GatewayKey, TtyToken, .. EnvironmentValues];

    // Texts that even a piece of a secret would contain, and that nothing else contains.
    private static readonly string[] Pieces =
        ["KEY-12", "GATEWAY-12", "TTY-12", "canary", "PLAIN-v", "QUOTED", "MLAUT-", "LLLL", "LONG-end"];

    private static readonly string[] Operations =
    [
        "create agent", "update agent", "get agent", "list agents", "delete agent", "create session", "get session", "list sessions",
            "delete session",
        "send", "stream", "abort", "restart", "messages", "log", "events", "bus",
    ];

    private static readonly string[] Shapes =
    [
        "success", "error string", "error string, escaped", "error string, Python", "error string, everything escaped", "issues",
            "nested", "gateway", "text", "long text", "web page",
        "success that is a web page", "success that is text", "broken JSON", "reset",
    ];

    public static TheoryData<string, string> Rows() =>
        Table.Of(Shapes.SelectMany(shape => new[] { "own", "services", "own, with content" }.Select(kind => (shape, kind))));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task No_secret_appears_in_output(string shape, string kind)
    {
        using CapturingLoggerProvider logs = new();
        List<string> seen = [];
        ConcurrentQueue<string> activities = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                // The server's activities contain the received data, so only the client's activities count.
                if (activity.Source.Name is "System.Net.Http" or "LiteLlm.AgentSdk"
                    || activity.OperationName.StartsWith("System.Net.Http", StringComparison.Ordinal))
                {
                    activities.Enqueue(
                        $"activity {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {activity.StatusDescription} "
                            + $"{string.Join(' ', activity.Events.SelectMany(e => e.Tags))}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using KestrelStub stub = await KestrelStub.StartAsync(Answer(shape));
        int failures = 0;
        foreach (string operation in Operations)
        {
            // Each call has its own client, since a message with an unknown outcome makes the next message of its client wait.
            ServiceCollection services = [];
            services.AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
            services.AddAgentPlatform(options => Configure(options, stub.BaseAddress, shape, kind));
            await using ServiceProvider provider = services.BuildServiceProvider();
            AgentPlatformOptions ownOptions = new();
            Configure(ownOptions, stub.BaseAddress, shape, kind);
            using AgentPlatformClient own = new(ownOptions, logs.CreateFactory());
            AgentPlatformClient client = kind != "services" ? own : provider.GetRequiredService<AgentPlatformClient>();
            seen.Add(ownOptions.ToString());
            seen.Add(client.ToString());
            try
            {
                Note(seen, await MakeAsync(client, operation, seen));
            }
            catch (AgentPlatformException e)
            {
                failures++;
                Note(seen, e);
            }
        }

        // The outcome of a deletion or an abort is only in the status.
        int unread = shape is "success that is text" or "broken JSON" ? 2 : 0;
        failures.Should().Be(shape == "success" ? 0 : Operations.Length - unread);
        stub.Requests.Should().Contain(r => r.Headers["Authorization"].Contains(Key), "the secrets must be sent");
        logs.Logs.Should().NotBeEmpty();
        seen.Add(logs.AllText);
        activities.Should().NotBeEmpty();
        seen.Concat(activities).SelectMany(text =>
            Pieces.Where(text.Contains).Select(piece => $"{piece} in {Around(text, piece)}")).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_secret_at_the_cut_of_a_long_body_does_not_appear_in_pieces(bool json)
    {
        string secret = "canary-" + new string('S', 15_000);
        await using KestrelStub stub = await KestrelStub.StartAsync(context => Respond.With(
            500,
            json ? "application/json" : "text/plain",
            Encoding.UTF8.GetBytes(json
                ? $$"""{"x":"{{new string('-', 4000)}}","echo":"{{secret}}"}"""
                : new string('-', 490) + secret + new string('-', 3000) + secret))(context));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        AgentPlatformException failure = await Assert.ThrowsAnyAsync<AgentPlatformException>(() =>
            client.Agents.CreateAsync(new() { Model = "m", EnvVars = new() { ["K"] = secret } }));

        failure.ResponseBody.Should().NotContain("SSS").And.NotContain("canary").And.Contain("***");
        failure.ToString().Should().NotContain("SSS").And.NotContain("canary");
    }

    [Fact]
    public async Task The_key_of_a_provider_is_a_secret_too()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(context =>
            Respond.Json($$"""{"error":"bad {{context.Request.Headers.Authorization}}"}""", 401)(context));
        using AgentPlatformClient client =
            Clients.For(stub.BaseAddress, options => options.ApiKeyProvider = _ => ValueTask.FromResult(Key));

        AgentPlatformAuthenticationException failure = await Calls.FailureAsync<AgentPlatformAuthenticationException>(client, "get agent");

        failure.ErrorMessage.Should().Be("bad Bearer ***");
        failure.ResponseBody.Should().Be("""{"error":"bad Bearer ***"}""");
    }

    private static string Around(string text, string piece)
    {
        int at = text.IndexOf(piece, StringComparison.Ordinal);
        int start = Math.Max(0, at - 100);
        return text[start..Math.Min(text.Length, at + 100)];
    }

    private static void Configure(AgentPlatformOptions options, Uri server, string shape, string kind)
    {
        options.BaseUrl = server;
        options.ApiKey = Key;
        options.GatewayKey = GatewayKey;
        options.ExtraHeaders["X-Gateway-Key"] = GatewayKey;
        options.Generation = PlatformGeneration.Platform;
        options.EnableSensitiveData = kind == "own, with content";
        options.Retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero };

        // A failed call includes the search for a lost turn. The only successful answer does not contain a complete turn.
        options.Healing =
            new HealingOptions
            {
                Enabled = shape != "success",
                MaxAttempts = 1,
                BaseDelay = TimeSpan.Zero,
                OutcomeTimeout = TimeSpan.FromMilliseconds(1)
            };
    }

    private static EnvironmentVariables Environment() =>
        new(EnvironmentValues.Select((value, i) =>
        KeyValuePair.Create($"CANARY_{i}".Replace("CANARY", "NAME", StringComparison.Ordinal), value)));

    private static async Task<object?> MakeAsync(AgentPlatformClient client, string operation, List<string> seen)
    {
        Agent agent = Clients.AgentOf(client);
        Session session = Clients.SessionOf(client);
        AgentCreateOptions create = new() { Model = "m", EnvVars = Environment(), LitellmApiKey = GatewayKey };
        AgentUpdateOptions update = new() { EnvVars = Environment() };
        SessionCreateOptions begin = new() { EnvVars = Environment(), InitialPrompt = "hello" };
        Note(seen, create);
        Note(seen, update);
        Note(seen, begin);
        switch (operation)
        {
            case "create agent":
                return await client.Agents.CreateAsync(create);
            case "update agent":
                return await client.Agents.UpdateAsync("a1", update);
            case "create session":
                return await agent.CreateSessionAsync(begin);
            case "get agent":
                return await client.Agents.GetAsync("a1");
            case "get session":
                return await client.Sessions.GetAsync("s1");
            case "list agents":
                return await client.Agents.ListAsync().ToListAsync();
            case "list sessions":
                return await client.Sessions.ListAsync().ToListAsync();
            case "restart":
                return await session.RestartAsync();
            default:
                await Calls.MakeAsync(client, operation);
                return null;
        }
    }

    private static void Note(List<string> seen, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case AgentPlatformException e:
                seen.Add(
                    $"{e} {e.ErrorMessage} {e.ResponseBody} {e.RequestId} {string.Join(' ', e.ValidationErrors)} "
                        + $"{string.Join(' ', e.ValidationErrors.Select(v => v.Code))}");
                for (Exception? inner = e; inner is not null; inner = inner.InnerException)
                {
                    seen.Add(string.Join(' ', inner.Data.Cast<DictionaryEntry>().Select(d => $"{d.Key}={d.Value}")));
                }

                break;
            case IEnumerable<object> items:
                foreach (object item in items)
                {
                    Note(seen, item);
                }

                break;
            default:
                seen.Add(value.ToString()!);
                if (value is Agent agent)
                {
                    agent.EnvVars.Values.Should().Equal(EnvironmentValues, "the values must be received");
                    seen.Add(agent.EnvVars.ToString()!);
                }

                if (value is Session session)
                {
                    session.TtyToken.Should().Be(TtyToken);
                }

                break;
        }
    }

    /// <summary>Answers with everything that was received and every known secret.</summary>
    private static Func<HttpContext, Task> Answer(string shape) => async context =>
    {
        string echo = $"you sent {context.Request.Headers.Authorization} and {context.Request.Headers["X-Gateway-Key"]}";
        if (context.Request.Method is "POST" or "PATCH" && Bodies(context) is { } secrets)
        {
            echo += " with " + secrets;
        }

        string relaxed = JsonSerializer.Serialize(echo, Relaxed);
        string page = $"<html><body>{WebUtility.HtmlEncode(echo)}</body></html>";
        await (shape switch
        {
            "success" => Success(context),
            "error string" => Respond.Json($$"""{"error":{{relaxed}}}""", 500),
            "error string, escaped" => Respond.Json($$"""{"error":{{JsonSerializer.Serialize(echo)}}}""", 400),
            "error string, Python" => Respond.Json($$"""{"error":{{Ascii(relaxed)}}}""", 503),
            "error string, everything escaped" =>
                Respond.Json($$"""{"error":"{{string.Concat(echo.Select(c => $"\\u{(int)c:X4}"))}}"}""", 409),
            "issues" => Respond.Json(
                $$"""{"error":[{"code":{{relaxed}},"path":["env_vars",{{relaxed}}],"message":{{relaxed}}},{"received":{{relaxed}}}]}""",
                400),
            "nested" => Respond.Json(
                $$"""{"error": {"error": {{relaxed}} }, "request": {"body": {{relaxed}}, "api_key": "x"}"""
                    + $$""", "tty_token": "{{TtyToken}}", "env_vars": {"A": "canary-PLAIN-value"} }""", 422),
            "gateway" => Respond.Json($$"""{"type": "error", "error": {"type": "auth", "message": {{relaxed}} } }""", 401),
            "text" => Respond.Status(502, echo),
            "long text" => Respond.Status(504, new string('-', 480) + echo + new string('-', 3000) + echo),
            "web page" => Respond.Html(page, 404),
            "success that is a web page" => Respond.Html(page),
            "success that is text" => Respond.Status(200, echo),
            "broken JSON" => Respond.Json($$"""{"error":{{relaxed}},"id":{{relaxed}}, "env_vars" """),
            _ => Respond.Abort(),
        })(context);
    };

    /// <summary>Returns the values that the call sent: those of the environment variables, if it has any.</summary>
    private static string? Bodies(HttpContext context) =>
        context.Request.Path.Value is { } path
            && (path.EndsWith("/agents", StringComparison.Ordinal) || path.EndsWith("/agents/a1", StringComparison.Ordinal)
            || path.EndsWith("/session", StringComparison.Ordinal))
            ? string.Join(" and ", EnvironmentValues)
            : null;

    private static Func<HttpContext, Task> Success(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        JsonObject environment = new(EnvironmentValues.Select((value, i) => KeyValuePair.Create($"NAME_{i}", (JsonNode?)value)));
        JsonObject agent = new() { ["id"] = "a1", ["model"] = "m", ["env_vars"] = environment };
        JsonObject session = new() { ["id"] = "s1", ["agent_id"] = "a1", ["status"] = "ready", ["tty_token"] = TtyToken };
        return context.Request.Method switch
        {
            "DELETE" => Respond.Status(204),
            _ when path.EndsWith("/message_stream", StringComparison.Ordinal) || path.EndsWith("/events", StringComparison.Ordinal) =>
                Respond.Sse(Clients.Ready, Clients.Idle),
            _ when path.EndsWith("/stream", StringComparison.Ordinal) => Respond.Sse("""{"type":"session.idle","properties":{}}"""),
            _ when path.EndsWith("/message", StringComparison.Ordinal) => Respond.Json(Clients.Reply),
            _ when path.EndsWith("/messages", StringComparison.Ordinal) || path.EndsWith("/log", StringComparison.Ordinal) =>
                Respond.Json("[]"),
            _ when path.EndsWith("/abort", StringComparison.Ordinal) => Respond.Json("""{"ok":true}"""),
            "GET" when path.EndsWith("/agents", StringComparison.Ordinal) =>
                Respond.Json(new JsonObject { ["data"] = new JsonArray(agent), ["total"] = 1 }.ToJsonString()),
            "GET" when path.EndsWith("/sessions", StringComparison.Ordinal) => Respond.Json(new JsonArray(session).ToJsonString()),
            _ when path.Contains("/session", StringComparison.Ordinal) => Respond.Json(session.ToJsonString()),
            _ => Respond.Json(agent.ToJsonString()),
        };
    }

    private static string Ascii(string json) => string.Concat(json.Select(c => c > '~' ? $"\\u{(int)c:x4}" : c.ToString()));

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
