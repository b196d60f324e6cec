using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Tests.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.Cli.Tests.Output;

/// <summary>
/// Every command with JSON output succeeds and prints valid JSON, even if the platform, its agents or their tools have sent malformed or
/// unusual JSON.
/// </summary>
public sealed class ForeignJsonTests
{
    private static readonly string[] s_shapes =
    [
        .. ForeignShapes.All,
        .. Enumerable.Range(0, 400).Select(static i => ForeignShapes.Next(new Random(i))),
    ];

    public static TheoryData<string> Commands =>
    [
        "send s1 hello --json",
        "send s1 hello --json --stream",
        "sessions messages s1 --json",
        "sessions events s1 --json",
        "sessions log s1 --json",
        "sessions diagnose s1 --json",
        "sessions show s1 --json",
        "ps --json",
        "agents list --json",
        "agents show a1 --json",
        "agents list --json=id,x",
        "sessions show s1 --json=id,x",
        "skills list --json",
        "skills show k1 --json",
        "templates --json",
        "models --json",
        "projects --json",
        "memory list a1 --json",
        "automations list a1 --json",
        "automations runs a1 --json",
        "issues list a1 --json",
        "issues show a1 x1 --json",
        "integrations --json",
        "inline-harness --json",
        "sessions restart s1 --json",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_prints_JSON_and_succeeds(string command)
    {
        // Tests all shapes at once, since a process per shape would take hours.
        await using WebApplication platform = await StartAsync(string.Join(',', s_shapes));
        await using Lap lap = await Lap.StartAsync();
        lap.Environment["LAP_BASE_URL"] =
            platform.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

        Result result = await lap.RunAsync(command.Split(' '));

        result.ExitCode.Should().Be(0, "it said: {0}", result.Error);
        result.Out.Should().NotBeEmpty();
        foreach (string json in Values(result.Out))
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = int.MaxValue });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }
        }
    }

    /// <summary>Parses one value, or one value per line.</summary>
    private static string[] Values(string output) =>
        output.StartsWith("{\n", StringComparison.Ordinal) || output.StartsWith("[\n", StringComparison.Ordinal)
        ? [output]
        : output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<WebApplication> StartAsync(string shapes)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(context => AnswerAsync(context, shapes));
        await app.StartAsync();
        return app;
    }

    private static async Task AnswerAsync(HttpContext context, string shapes)
    {
        const string Text = """{"id":"p1","messageID":"m1","type":"text","text":"done"}""";
        const string Answer = """{"id":"m1","role":"assistant","time":{"created":1,"completed":2}}""";
        string path = context.Request.Path.Value!;
        string parts =
            """[{"id":"p0","type":"tool","tool":"T\ud83d","callID":"c\ud83d","messageID":"m1","state":{"status":"completed","input":{"a":"""
                + $$$$"""[{{{{shapes}}}}]},"output":[{{{{shapes}}}}]}},{"id":"p1","messageID":"m1","type":"text","text":"done \ud83d"}]""";
        string user = """{"info":{"id":"m0","role":"user","time":{"created":1}},"parts":[{"type":"text","text":"hello"}]}""";
        string reply =
            $$$$"""{"info":{"id":"m1","role":"assistant","time":{"created":1,"completed":2},"x":[{{{{shapes}}}}]},"parts":{{{{parts}}}}}""";
        string session = $$$$"""{"id":"s1","agent_id":"a1","status":"ready","title_preview":"\ud83d","x":[{{{{shapes}}}}]}""";
        string agent = $$$$"""{"id":"a1","name":"n\ud83d","model":"m","env_vars":{"A":"1"},"x":[{{{{shapes}}}}]}""";
        string named = $$$$"""{"id":"k1","project_id":"k1","name":"n\ud83d","content":"c\ud83d","x":[{{{{shapes}}}}]}""";
        string Event(string value) =>
            $"data: {{\"type\":\"harness_event\",\"event\":{value}}}\n\n".Replace("\r\n ", "  ", StringComparison.Ordinal);
        if (path.EndsWith("_stream", StringComparison.Ordinal) || path.EndsWith("/events", StringComparison.Ordinal)
            || path.EndsWith("/stream", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/event-stream";
            string line = shapes.ReplaceLineEndings(" ");
            string tool = parts.ReplaceLineEndings(" ")[1..];
            tool = tool[..tool.IndexOf(",{\"id\":\"p1\"", StringComparison.Ordinal)];
            await context.Response.WriteAsync(
                "data: {\"type\":\"ready\"}\n\ndata: no JSON \ud83d\n\n"
                + Event("""{"type":"message.updated","properties":{"info":{"id":"m0","role":"user","time":{"created":1}}}}""")
                + Event($$$$"""{"type":"never.seen","properties":{"x":[{{{{line}}}}]}}""")
                + Event($$$$"""{"type":"message.part.updated","properties":{"part":{{{{tool}}}}}}""")
                + Event($$$"""{"type":"message.part.updated","properties":{"part":{{{Text}}}}}""")
                + Event($$$"""{"type":"message.updated","properties":{"info":{{{Answer}}}}}""")
                + Event("""{"type":"session.idle","properties":{}}""")
                + "data: {\"type\":\"done\"}\n\n");
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(path switch
        {
            _ when path.EndsWith("/message", StringComparison.Ordinal) => reply,
            _ when path.EndsWith("/messages", StringComparison.Ordinal) => $"[{user},{reply}]",
            _ when path.EndsWith("/log", StringComparison.Ordinal) =>
                $$$$"""[{"id":"l","kind":"tool","title":"\ud83d","x":[{{{{shapes}}}}]}]""",
            _ when path.EndsWith("/diagnose", StringComparison.Ordinal) => $$$$"""{"x":[{{{{shapes}}}}]}""",
            _ when path.EndsWith("/memory", StringComparison.Ordinal) =>
                $$$$"""[{"id":"x1","agent_id":"a1","text":"t\ud83d","x":[{{{{shapes}}}}]}]""",
            _ when path.EndsWith("/automations", StringComparison.Ordinal) =>
                $$$$"""[{"id":"x1","name":"n\ud83d","instruction":"i\ud83d","cron_expr":"* * * * *","x":[{{{{shapes}}}}]}]""",
            _ when path.EndsWith("/automation-runs", StringComparison.Ordinal) =>
                $$$$"""[{"id":"x1","automation_id":"x2","status":"failed","error":"\ud83d","x":[{{{{shapes}}}}]}]""",
            _ when path.EndsWith("/issues", StringComparison.Ordinal) =>
                $$$$"""[{"id":"x1","title":"t\ud83d","severity":"error","status":"open","x":[{{{{shapes}}}}]}]""",
            _ when path.Contains("/issues/", StringComparison.Ordinal) =>
                $$$$"""{"id":"x1","title":"t\ud83d","severity":"error","status":"open","x":[{{{{shapes}}}}]}""",
            _ when path.EndsWith("/integrations", StringComparison.Ordinal) =>
                $$$$"""{"providers":[{"id":"slack","display_name":"n\ud83d","enabled":true,"installs":[],"x":[{{{{shapes}}}}]}]}""",
            _ when path.EndsWith("/inline-harness", StringComparison.Ordinal) =>
                $$$$"""{"exists":true,"readyReplicas":1,"url":"u\ud83d","x":[{{{{shapes}}}}]}""",
            _ when path.EndsWith("/sessions", StringComparison.Ordinal) => $"[{session}]",
            _ when path.Contains("/sessions/", StringComparison.Ordinal) => session,
            _ when path.EndsWith("/agents", StringComparison.Ordinal) => $$$$"""{"data":[{{{{agent}}}}],"total":1,"limit":50,"offset":0}""",
            _ when path.Contains("/agents/", StringComparison.Ordinal) => agent,
            _ when path.EndsWith("/k1", StringComparison.Ordinal) => named,
            _ => $"[{named}]",
        });
    }
}
