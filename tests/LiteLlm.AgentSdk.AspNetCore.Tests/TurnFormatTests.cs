using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.AspNetCore.Tests;

/// <summary>The exact format of the events on the wire.</summary>
public partial class TurnFormatTests
{
    [Fact]
    public async Task Each_kind_of_update_is_an_event()
    {
        TurnUpdate[] updates =
        [
            new TurnReconnecting { Attempt = 2, Reason = "10.0.0.7 hung up" },
            new TurnHealed(),
            new TurnReasoningDelta { Delta = "why\n", MessageId = "m", PartId = "r" },
            new TurnTextDelta { Delta = "漢字 \"<b>\"\u2028", MessageId = "m", PartId = "t" },
            new TurnTextDelta { Delta = "😀!", MessageId = "m", PartId = "t" },
            new TurnToolStarted { Tool = Tool(ToolStatus.Running) with { } },
            new TurnToolFinished { Tool = Tool(ToolStatus.Completed, output: "1\n2") },
            new TurnPartReplaced { Part = new TextPart { Id = "t", MessageId = "m", Text = "other" }, PreviousText = "x" },
            new TurnTextDelta { Delta = "s", MessageId = "m", PartId = "t" },
            new TurnEvent { Event = new SessionIdleEvent() },
            new TurnCompleted { Reply =
                new Reply { Text = "others", Cost = 0.0026m, InputTokens = 7, OutputTokens = 2,
                Messages = [new Message { Info = new() { Id = "m" } }] } },
        ];
        const string Input = """{"command":"ls","n":1.50}""";
        const string Usage = """
            "input_tokens":7,"output_tokens":2,"cost":0.0026
            """;
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Turn(Of(updates)));
        using EventReader reader = await server.OpenAsync();

        (await reader.RestAsync()).Should().Be(
            $$$"""
            event: reconnecting
            data: {"attempt":2}

            event: healed
            data: {}

            event: reasoning
            data: {"message_id":"m","part_id":"r","offset":0,"delta":"why\n"}

            event: text
            data: {"message_id":"m","part_id":"t","offset":0,"delta":"漢字 \"<b>\"U2028"}

            event: text
            data: {"message_id":"m","part_id":"t","offset":9,"delta":"\uD83D\uDE00!"}

            event: tool_started
            data: {"message_id":"m","part_id":"p","call_id":"c","tool":"Bash","status":"running","input":{{{Input}}}}

            event: tool_finished
            data: {"message_id":"m","part_id":"p","call_id":"c","tool":"Bash","status":"completed","input":{{{Input}}},"output":"1\n2"}

            event: replaced
            data: {"message_id":"m","part_id":"t","part_type":"text","text":"other"}

            event: text
            data: {"message_id":"m","part_id":"t","offset":5,"delta":"s"}

            event: completed
            data: {"text":"others","message_ids":["m"],"is_partial":false,"duplicated_by_platform":false,{{{Usage}}}}


            """.ReplaceLineEndings("\n").Replace("U2028", "\\u2028", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_headers_keep_proxies_from_buffering_events()
    {
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Turn(Of(new TurnCompleted { Reply = new Reply() })));
        using EventReader reader = await server.OpenAsync();

        ((int)reader.Response.StatusCode).Should().Be(200);
        reader.Response.Content.Headers.ContentType!.ToString().Should().Be("text/event-stream");
        reader.Response.Headers.CacheControl!.NoCache.Should().BeTrue();
        reader.Response.Headers.GetValues("X-Accel-Buffering").Should().Equal("no");
        reader.Response.Content.Headers.ContentEncoding.Should().Equal("identity");
    }

    [Fact]
    public async Task A_real_turn_has_ids_at_its_beginnings_and_ends()
    {
        await using Platform platform = await Platform.StartAsync();
        await using WebServer server =
            await WebServer.StartAsync(() => AgentResults.Turn(platform.Session.SendStreamingAsync("THINK TOOL")));
        using EventReader reader = await server.OpenAsync();

        string text = await reader.RestAsync();

        string user = Regex.Match(text, "\"user_message_id\":\"(?<id>[^\"]+)\"", RegexOptions.None, WebServer.Patience).Groups["id"].Value;
        string shown = Uuid().Replace(text, static match => match.Value[..3]).Replace(platform.Session.Id, "SES", StringComparison.Ordinal);
        string userShown = Uuid().Replace(user, static match => match.Value[..3]);
        shown.Should().StartWith($$"""
            id: {"session_id":"{{platform.Session.Id[..3]}}","user_message_id":"{{userShown}}","parts":[]}
            event: started
            data: {"session_id":"{{platform.Session.Id[..3]}}","user_message_id":"{{userShown}}"}

            id: {"session_id":
            """.ReplaceLineEndings("\n"));
        using EventReader again = new(new HttpResponseMessage(), new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
        List<SentEvent> events = await again.AllAsync();
        events.Select(e => e.Name).Distinct().Should().Equal("started", "reasoning", "text", "tool_started", "tool_finished", "completed");
        events.Where(e => e.Name is "tool_started" or "tool_finished" or "started").Should().OnlyContain(e => e.Id != null);
        events.Where(e =>
            e.Name is "text" or "reasoning").Should().OnlyContain(e => (e.Id != null) == (e.Data.GetProperty("offset").GetInt32() == 0));
        events[^1].Text("text").Should().Be("Running a tool. \nThe tool said: hi");
        TurnCheckpoint.Parse(events.Last(e => e.Id is not null).Id!).UserMessageId.Should().Be(user);
    }

    [Fact]
    public async Task The_platforms_own_events_are_sent_on_request()
    {
        UnknownEvent strange = new(JsonDocument.Parse("{\"type\":\"strange\",\"n\":1.0,\n\"x\":[]}").RootElement);
        TurnUpdate[] updates = [new TurnEvent { Event = strange }, new TurnCompleted { Reply = new Reply() }];
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Turn(Of(updates), new() { IncludeEvents = true }));
        using EventReader reader = await server.OpenAsync();

        (await reader.RestAsync()).Should().StartWith("event: event\ndata: {\"type\":\"strange\",\"n\":1.0,\ndata: \"x\":[]}\n\n");
    }

    [Fact]
    public async Task Events_of_a_session_are_sent_unchanged()
    {
        await using Platform platform = await Platform.StartAsync();
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Events(platform.Session.FollowAsync()));
        using EventReader reader = await server.OpenAsync();
        SentEvent opened = (await reader.NextAsync())!;
        opened.Name.Should().Be("message");
        opened.Text("type").Should().Be("stream.opened");

        await platform.Session.SendAsync("hello");
        List<SentEvent> seen = [];
        while (seen.LastOrDefault()?.Text("type") != "session.idle")
        {
            seen.Add((await reader.NextAsync())!);
        }

        seen.Where(e =>
            e.Text("type") == "message.part.delta").Select(e => e.Data.GetProperty("properties").GetProperty("delta").GetString())
            .Should().HaveElementAt(0, "echo: ");
    }

    private static ToolPart Tool(ToolStatus status, string? output = null)
    {
        ToolState state = new() { Status = status, Input = JsonDocument.Parse("""{"command":"ls","n":1.50}""").RootElement };
        return new()
        {
            Id = "p",
            MessageId = "m",
            CallId = "c",
            Tool = "Bash",
            State = output is null ? state
            : state with { Output = output }
        };
    }

    internal static async IAsyncEnumerable<TurnUpdate> Of(params TurnUpdate[] updates)
    {
        await Task.CompletedTask;
        foreach (TurnUpdate update in updates)
        {
            yield return update;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Uuid();
}
