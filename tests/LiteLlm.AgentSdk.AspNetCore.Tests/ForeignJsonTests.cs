using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Tests.Json;

namespace LiteLlm.AgentSdk.AspNetCore.Tests;

/// <summary>The browser receives the whole turn, even if the agent calls its tools with malformed or unusual JSON.</summary>
public sealed class ForeignJsonTests
{
    [Fact]
    public async Task A_turn_is_delivered_to_its_end()
    {
        List<string> shapes =
            [.. ForeignShapes.Valid.Where(static shape => shape.Length < 20_000),
            .. Enumerable.Range(0, 150).Select(static i => ForeignShapes.Next(new Random(i), loose: false))];
        string shape = "";
        await using WebServer server =
            await WebServer.StartAsync(() =>
            AgentResults.Turn(TurnFormatTests.Of(Turn(shape)), new TurnResultOptions { IncludeEvents = true }));
        foreach (string next in shapes)
        {
            shape = next;
            using EventReader reader = await server.OpenAsync();
            string[] lines = (await reader.RestAsync()).Split('\n');

            lines.Where(static line => line.StartsWith("event: ", StringComparison.Ordinal)).Should().Equal(
                ["event: text", "event: tool_started", "event: tool_finished", "event: event", "event: completed"],
                    shape[..Math.Min(shape.Length, 500)]);
            string started =
                lines.SkipWhile(static line => line != "event: tool_started").First(static line =>
                line.StartsWith("data: ", StringComparison.Ordinal))[6..];
            using JsonDocument data = JsonDocument.Parse(started, new JsonDocumentOptions { MaxDepth = 200_000 });
            data.RootElement.GetProperty("status").GetString().Should().Be("running");
        }
    }

    [Fact]
    public async Task An_input_is_sent_as_the_model_wrote_it_on_one_line()
    {
        await using WebServer server =
            await WebServer.StartAsync(() => AgentResults.Turn(TurnFormatTests.Of(Turn("{\r\n \"a\":\n[\"\\ud83d\",1.50]}"))));
        using EventReader reader = await server.OpenAsync();

        (await reader.RestAsync()).Should().Contain("\"input\":{   \"a\": [\"\\ud83d\",1.50]}");
    }

    private static TurnUpdate[] Turn(string shape)
    {
        using JsonDocument input = JsonDocument.Parse(Encoding.UTF8.GetBytes(shape), new JsonDocumentOptions { MaxDepth = int.MaxValue });
        ToolPart tool =
            new()
            {
                Id = "p",
                MessageId = "m",
                CallId = "c\ud83d",
                Tool = "T\ud83d",
                State = new() { Status = ToolStatus.Running, Input = input.RootElement.Clone() }
            };
        return
        [
            new TurnTextDelta { Delta = "\ud83d", MessageId = "m", PartId = "t" },
            new TurnToolStarted { Tool = tool },
            new TurnToolFinished { Tool = tool with { State = tool.State with { Status = ToolStatus.Completed, Output = "\ud83d" } } },
            new TurnEvent { Event = new UnknownEvent(input.RootElement.Clone()) },
            new TurnCompleted { Reply = new Reply { Text = "\ud83d" } },
        ];
    }
}
