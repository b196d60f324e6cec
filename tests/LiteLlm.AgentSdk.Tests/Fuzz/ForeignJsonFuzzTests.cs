using System.Diagnostics;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Json;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Tests.Telemetry;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Fuzz;

/// <summary>
/// Passes foreign JSON of every shape, in the input and output of a tool, a text, a name and unexpected places, through all code that
/// reads, keeps, writes, shows and traces it. No call fails, no part is lost, and valid JSON is written as it was read.
/// </summary>
public sealed class ForeignJsonFuzzTests
{
    private static int Rounds(int usual) => Seeds.Rounds("LITELLM_SDK_FUZZ_ROUNDS", usual);

    [Fact]
    public void Every_shape_is_read_written_and_shown()
    {
        int seed = Seeds.Of(24);
        for (int i = 0; i < Rounds(1_500); i++)
        {
            Random random = Seeds.Round(seed, i);
            string shape = i < ForeignShapes.All.Count ? ForeignShapes.All[i] : ForeignShapes.Next(random);
            try
            {
                SessionEvent updated = EventDecoder.Decode(Encoding.UTF8.GetBytes(PartEvent(shape)));
                ToolPart tool = updated.Should().BeOfType<MessagePartUpdatedEvent>().Which.Part.Should().BeOfType<ToolPart>().Subject;
                tool.State.Status.Should().Be(ToolStatus.Completed);
                Use(updated);
                if (JsonRepair.Repair(Encoding.UTF8.GetBytes(shape)) is null)
                {
                    updated.ToJson().Should().Contain($"\"input\":{shape}");
                    ForeignJson.GetJson(tool.State.Input).Should().Be(
                        Encoding.UTF8.GetString(JsonRepair.Fold(Encoding.UTF8.GetBytes(shape), ForeignJson.MaxElementDepth(shape.Length))));
                }

                ForeignJson.ToWellFormed(ForeignJson.GetText(tool.State.Input)).Should().Be(ForeignJson.GetText(tool.State.Input));
                Use(EventDecoder.Decode(Encoding.UTF8.GetBytes(
                    $$$$"""{"type":"session.idle","x":{{{{shape}}}},"properties":{"sessionID":"s","y":{{{{shape}}}}}}""")));
                Use(EventDecoder.Decode(Encoding.UTF8.GetBytes($$$$"""{"type":"never.seen","properties":{{{{shape}}}}}""")));
                Use(EventDecoder.Decode(
                    Encoding.UTF8.GetBytes($$$$"""{"type":"claude_sdk_message","properties":{"message":{{{{shape}}}}}}""")));
                Use(EventDecoder.Decode(Encoding.UTF8.GetBytes(shape)));

                ClaudeMessage message = ClaudeMessage.Parse(
                    """{"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"""
                        + $$$$"""[{"type":"text","text":"x"},{{{{shape}}}}]}]},"tool_use_result":{{{{shape}}}}}""");
                message.Should().BeOfType<ClaudeUserMessage>().Which.Message.Content.Should().ContainSingle().Which
                    .Should().BeOfType<ClaudeToolResultBlock>();
                _ = message.ToJson();
                _ = message.ToString();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"LITELLM_SDK_SEED={seed}, round {i}: {shape[..Math.Min(shape.Length, 2000)]}", e);
            }
        }
    }

    [Fact]
    public async Task Every_shape_in_a_reply_is_read_while_content_is_traced_and_logged()
    {
        string shape = "";
        await using KestrelStub stub = await KestrelStub.StartAsync(context => AnswerAsync(context, shape));
        using CapturingLoggerProvider logs = new();
        using AgentPlatformClient client =
            Clients.For(stub.BaseAddress, static options => options.EnableSensitiveData = true, logs.CreateFactory());
        Session session = Clients.SessionOf(client);
        int seed = Seeds.Of(25);
        for (int i = 0; i < Math.Min(Rounds(80), 3_000); i++)
        {
            shape = i < ForeignShapes.All.Count ? ForeignShapes.All[i] : ForeignShapes.Next(Seeds.Round(seed, i));
            try
            {
                using SpanRecorder recorder = new();
                Reply reply = await session.SendAsync("x\ud83d");

                reply.Parts.Select(static part => part.Type).Should().Equal(PartType.Tool, PartType.Text, PartType.Tool);
                reply.Text.Should().Be("done \ud83d");
                Activity turn = recorder.Spans.Single(static span => span.DisplayName.StartsWith("invoke_agent", StringComparison.Ordinal));
                turn.GetTagItem("gen_ai.input.messages").Should().BeOfType<string>().Which.Should().Contain("\\uFFFD");
                string output = turn.GetTagItem("gen_ai.output.messages").Should().BeOfType<string>().Subject;

                // A tool whose output and error are null has no response.
                output.Contains("tool_call_response", StringComparison.Ordinal).Should().Be(shape != "null");
                _ = ForeignJson.GetJson(reply.Raw!.Value);

                IReadOnlyList<Message> thread = await session.GetMessagesAsync();
                thread.Should().HaveCount(2);
                thread[1].Parts.Should().HaveCount(3);
                thread[1].Text.Should().Be("done \ud83d");
                _ = thread[1].ToString();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"LITELLM_SDK_SEED={seed}, round {i}: {shape[..Math.Min(shape.Length, 2000)]}", e);
            }
        }

        logs.Logs.Should().NotContain(static log => log.Id.Name == "ContentNotTraced");
    }

    [Fact]
    public async Task Every_shape_in_a_record_is_kept()
    {
        string shape = "";
        await using KestrelStub stub =
            await KestrelStub.StartAsync(context => Respond.Json(Record(context.Request.Path.Value!, shape))(context));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        Session session = Clients.SessionOf(client);
        int seed = Seeds.Of(26);
        for (int i = 0; i < Math.Min(Rounds(60), 2_000); i++)
        {
            shape = i < ForeignShapes.All.Count ? ForeignShapes.All[i] : ForeignShapes.Next(Seeds.Round(seed, i));
            try
            {
                (await client.Agents.GetAsync("a1")).Id.Should().Be("a1");
                Skill skill = await client.Skills.GetAsync("k1");
                skill.Id.Should().Be("k1");
                _ = skill.ToString();
                _ = ForeignJson.GetJson(skill.Raw);
                Session got = await client.Sessions.GetAsync("s1");
                got.Id.Should().Be("s1");
                _ = ForeignJson.GetText(got.Raw);
                _ = await session.DiagnoseAsync();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"LITELLM_SDK_SEED={seed}, round {i}: {shape[..Math.Min(shape.Length, 2000)]}", e);
            }
        }
    }

    private static void Use(SessionEvent value)
    {
        _ = value.ToJson();
        _ = value.ToString();
        _ = value.GetHashCode();
        _ = value.HarnessSessionId;
        _ = value.IsTurnEnd;
    }

    private static string PartEvent(string shape) =>
        """{"type":"message.part.updated","properties":{"part":{"id":"p","messageID":"m","type":"tool","tool":"t\ud83d","state":"""
            + $$$$"""{"status":"completed","input":{{{{shape}}}},"output":{{{{shape}}}},"metadata":{{{{shape}}}}}"""
            + $$$$""","more":{{{{shape}}}}}}}""";

    private static Task AnswerAsync(HttpContext context, string shape)
    {
        string reply = $$$$"""
            {"info":{"id":"msg_1","role":"assistant","time":{"created":1,"completed":2},"x":{{{{shape}}}}},"more":{{{{shape}}}},"parts":[
            {"id":"p0","type":"tool","tool":"T\ud83d","callID":"c\ud83d",
            "state":{"status":"completed","input":{{{{shape}}}},"output":{{{{shape}}}}}},
            {"id":"p1","type":"text","text":"done \ud83d","\ud83d":1,"more":{{{{shape}}}}},
            {"id":"p2","type":"tool","tool":"U","callID":"d","state":{"status":"error","input":{"a":{{{{shape}}}}},"error":{{{{shape}}}}}}]}
            """;
        return context.Request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal)
            ? Respond.Json($$$$"""[{"info":{"id":"msg_0","role":"user"},"parts":[{"type":"text","text":"x","y":{{{{shape}}}}}]},"""
                + $$$$"""{{{{reply}}}}]""")(context)
            : Respond.Json(reply)(context);
    }

    private static string Record(string path, string shape) => path switch
    {
        _ when path.Contains("/agents/", StringComparison.Ordinal) =>
            $$$$"""{"id":"a1","\ud83d":1,"name":"n\ud83d","more":{{{{shape}}}}}""",
        _ when path.Contains("/skills/", StringComparison.Ordinal) =>
            $$$$"""{"more":{{{{shape}}}},"id":"k1","name":"\ud83d","content":"c"}""",
        _ when path.EndsWith("/diagnose", StringComparison.Ordinal) => $$$$"""{"detected":{{{{shape}}}}}""",
        _ => $$$$"""{"id":"s1","agent_id":"a1","status":"ready","origin":{{{{shape}}}},"warnings":{{{{shape}}}},"more":{{{{shape}}}}}""",
    };
}
