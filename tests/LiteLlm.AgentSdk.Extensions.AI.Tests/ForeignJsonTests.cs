using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Tests.Json;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>
/// A response can be serialized, cached and traced by other code around the chat client, even if the tools of an agent receive or return
/// malformed or unusual JSON.
/// </summary>
public sealed class ForeignJsonTests
{
    private static readonly string[] s_shapes = [.. ForeignShapes.Valid.Where(static shape => shape.Length < 20_000), .. Random(150)];

    [Fact]
    public async Task A_response_can_be_serialized_cached_and_traced()
    {
        foreach (string shape in s_shapes)
        {
            using IChatClient chat = new ChatClientBuilder(Session(shape).AsChatClient())
                .UseDistributedCache(new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions())))
                .UseOpenTelemetry(configure: static client => client.EnableSensitiveData = true)
                .Build();
            try
            {
                ChatResponse response = await chat.GetResponseAsync("x");
                ChatResponse cached = await chat.GetResponseAsync("x");
                string json = JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions);
                ChatResponse read = JsonSerializer.Deserialize<ChatResponse>(json, AIJsonUtilities.DefaultOptions)!;
                _ = JsonSerializer.Serialize(response.Messages.SelectMany(static m =>
                    m.Contents).OfType<FunctionCallContent>().Single().Arguments);

                cached.Text.Should().Be("done");
                read.Messages.SelectMany(static m => m.Contents).OfType<FunctionCallContent>().Should().ContainSingle();
                read.Messages.SelectMany(static m => m.Contents).OfType<FunctionResultContent>().Should().ContainSingle();

                List<ChatResponseUpdate> updates = [];
                await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync("y"))
                {
                    updates.Add(update);
                    _ = JsonSerializer.Serialize(update, AIJsonUtilities.DefaultOptions);
                }

                updates.ToChatResponse().Text.Should().Be("done");
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(shape[..Math.Min(shape.Length, 1000)], e);
            }
        }
    }

    [Fact]
    public async Task Arguments_are_the_models_JSON_if_it_is_text_and_not_too_deep()
    {
        IDictionary<string, object?> arguments =
            (await CallAsync($$"""{"a":{"n":1.50},"b":"\ud83d","\ud83d":["\udc00"],"deep":{{ForeignShapes.Deep(40)}}}""")).Arguments!;

        arguments["a"].Should().BeOfType<JsonElement>().Which.GetRawText().Should().Be("""{"n":1.50}""");
        arguments["b"].Should().BeOfType<JsonElement>().Which.GetString().Should().Be("\ufffd");
        arguments["\ufffd"].Should().BeOfType<JsonElement>().Which[0].GetString().Should().Be("\ufffd");
        JsonElement deep = (JsonElement)arguments["deep"]!;
        int depth = 0;
        for (; deep.ValueKind == JsonValueKind.Array; depth++)
        {
            deep = deep[0];
        }

        depth.Should().Be(32);
        deep.GetString().Should().Be(ForeignShapes.Deep(8));
        (await CallAsync("\"\\ud83d\"")).Arguments!["input"].Should().BeOfType<JsonElement>().Which.GetString().Should().Be("\ufffd");
    }

    private static IEnumerable<string> Random(int count) =>
        Enumerable.Range(0, count).Select(static i => ForeignShapes.Next(new Random(i), loose: false));

    private static async Task<FunctionCallContent> CallAsync(string input)
    {
        using IChatClient chat = Session(input).AsChatClient();
        return (await chat.GetResponseAsync("x")).Messages.SelectMany(static m => m.Contents).OfType<FunctionCallContent>().Single();
    }

    private static StubSession Session(string shape)
    {
        using JsonDocument input = JsonDocument.Parse(Encoding.UTF8.GetBytes(shape), new JsonDocumentOptions { MaxDepth = int.MaxValue });
        ToolPart tool = new()
        {
            Id = "p\ud83d",
            MessageId = "m",
            CallId = "c\ud83d",
            Tool = "T\ud83d",
            State = new()
            {
                Status = ToolStatus.Completed,
                Input = input.RootElement.Clone(),
                Output = shape.Length > 1000 ? "o"
                : shape + "\ud83d"
            },
        };
        Message message =
            new() { Info = new() { Id = "m", Finish = "stop\ud83d" }, Parts = [tool, new TextPart { Id = "t", Text = "done" }] };
        Reply reply = new() { Text = "done", Messages = [message], Parts = message.Parts, Info = message.Info };
        return new StubSession(
            new TurnToolStarted { Tool = tool },
            new TurnToolFinished { Tool = tool },
            new TurnTextDelta { Delta = "done", MessageId = "m", PartId = "t" },
            new TurnCompleted { Reply = reply });
    }
}
