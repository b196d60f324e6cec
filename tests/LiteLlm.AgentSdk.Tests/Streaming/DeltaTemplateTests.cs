using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Fuzz;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Streaming;

/// <summary>A delta that is read by comparing its frame with the previous frame equals the delta that the decoder reads.</summary>
public sealed class DeltaTemplateTests
{
    private const string Claude =
        """{"type":"harness_event","event":{"type":"message.part.delta","properties":"""
            + """{"messageID":"m1","partID":"p1","delta":"tok0 ","field":"text","sessionID":"s1"}}}""";

    private const string OpenCode =
        """{"type":"harness_event","event":{"id":"evt_1","type":"message.part.delta","properties":"""
            + """{"sessionID":"s1","messageID":"m1","partID":"p1","field":"text","delta":"tok0 "}}}""";

    public static TheoryData<string> StreamNames => [.. Recordings.Streams.Select(exchange => exchange.Name)];

    [Theory]
    [InlineData(Claude, "\"tok0 \"", "\"tok1 \"", true)]
    [InlineData(Claude, "\"tok0 \"", "\"\"", true)]
    [InlineData(Claude, "\"tok0 \"", "\"a longer piece of the answer, \u00e9\u4e2d\ud83d\ude00\"", true)]
    [InlineData(Claude, "\"tok0 \"", "\"line\\nnext \\\"quoted\\\" \\u00e9 \\ud83d\\ude00\"", true)]
    [InlineData(Claude, "\"tok0 \"", "\"ends with \\\\\"", true)]
    [InlineData(Claude, "\"tok0 \"", "\"half \\ud83d\"", false)]
    [InlineData(Claude, "\"tok0 \"", "\"broken \\x\"", false)]
    [InlineData(Claude, "\"tok0 \"", "\"raw\ttab\"", false)]
    [InlineData(Claude, "\"tok0 \"", "\"one\",\"more\":\"member\"", false)]
    [InlineData(Claude, "\"tok0 \"", "17", false)]
    [InlineData(Claude, "\"tok0 \"", "null", false)]
    [InlineData(Claude, "\"p1\"", "\"p2\"", false)]
    [InlineData(Claude, "\"text\"", "\"reasoning\"", false)]
    [InlineData(Claude, "}}}", "}},\"seq\":4}", false)]
    [InlineData(Claude, "}}}", "}}", false)]
    [InlineData(OpenCode, "\"tok0 \"", "\"tok1 \"", true)]
    [InlineData(OpenCode, "\"evt_1\"", "\"evt_20\"", true)]
    [InlineData(OpenCode, "\"evt_1\"", "\"\"", true)]
    [InlineData(OpenCode, "\"evt_1\"", "\"evt\\u0031\"", false)]
    [InlineData(OpenCode, "\"evt_1\"", "7", false)]
    [InlineData(OpenCode, "\"id\":\"evt_1\",", "", false)]
    [InlineData(OpenCode, "message.part.delta", "message.part.other", false)]
    public void A_delta_is_read_as_the_decoder_reads_it(string before, string replaced, string by, bool isCompared)
    {
        string frame = before.Replace(replaced, by, StringComparison.Ordinal);
        frame.Should().NotBe(before);
        DeltaTemplate template = After(before);

        template.TryRead(Encoding.UTF8.GetBytes(frame), out MessagePartDeltaEvent? value).Should().Be(isCompared);

        if (isCompared)
        {
            SessionEvent expected = EventDecoder.Decode(Encoding.UTF8.GetBytes(frame));
            value.Should().Be(expected);
            value!.ToJson().Should().Be(expected.ToJson());
        }
    }

    [Theory]
    [InlineData("\"messageID\":\"m1\"", "\"messageID\":\"m1\",\"extra\":1")]
    [InlineData("\"delta\":\"tok0 \"", "\"delta\":\"say \\\"hi\\\"\"")]
    [InlineData("\"delta\":\"tok0 \"", "\"delta\":\"tok0 \",\"delta\":\"tok1 \"")]
    [InlineData("\"delta\":\"tok0 \"", "\"delta\" : \"tok0 \"")]
    public void A_frame_that_is_written_unusually_is_not_a_template(string replaced, string by)
    {
        string frame = Claude.Replace(replaced, by, StringComparison.Ordinal);

        After(frame).TryRead(Encoding.UTF8.GetBytes(frame), out _).Should().BeFalse();
    }

    [Fact]
    public void A_delta_that_is_not_text_is_left_to_the_decoder()
    {
        byte[] frame = Encoding.UTF8.GetBytes(Claude);
        frame[frame.AsSpan().IndexOf("tok0"u8)] = 0xFF;

        After(Claude).TryRead(frame, out _).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(StreamNames))]
    public async Task A_recorded_stream_gives_the_events_of_the_decoder(string name)
    {
        RecordedExchange exchange = Recordings.Get(name);
        using MemoryStream body = new(Encoding.UTF8.GetBytes(exchange.Body));
        List<string> read = [];
        await foreach (SessionEvent value in SseEventReader.ReadAsync(body))
        {
            read.Add(value.GetType().Name + value.ToJson());
        }

        read.Should().Equal(exchange.Frames.Select(frame =>
        {
            SessionEvent value = EventDecoder.Decode(Encoding.UTF8.GetBytes(frame));
            return value.GetType().Name + value.ToJson();
        }));
    }

    [Fact]
    public void Spoiled_frames_are_read_as_the_decoder_reads_them()
    {
        int seed = Seeds.Of(31);
        int compared = 0;
        for (int i = 0; i < Seeds.Rounds("LITELLM_SDK_FUZZ_ROUNDS", 4_000); i++)
        {
            Random random = Seeds.Round(seed, i);
            string before = random.Next(2) == 0 ? Claude : OpenCode;
            byte[] frame = Mutator.Frame(before, random);
            if (!After(before).TryRead(frame, out MessagePartDeltaEvent? value))
            {
                continue;
            }

            compared++;
            SessionEvent expected = EventDecoder.Decode(frame);
            if (!value.Equals(expected) || value.ToJson() != expected.ToJson())
            {
                throw new InvalidOperationException($"LITELLM_SDK_SEED={seed}, round {i}: {Encoding.Latin1.GetString(frame)}");
            }
        }

        compared.Should().BeGreaterThan(0);
    }

    private static DeltaTemplate After(string frame)
    {
        DeltaTemplate template = new();
        byte[] bytes = Encoding.UTF8.GetBytes(frame);
        if (EventDecoder.Decode(bytes) is MessagePartDeltaEvent delta)
        {
            template.Remember(bytes, delta);
        }

        return template;
    }
}
