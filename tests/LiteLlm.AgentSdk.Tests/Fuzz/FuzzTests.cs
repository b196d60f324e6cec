using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Fuzz;

/// <summary>
/// Spoiled frames and streams: events come of them, or the SDK's own exceptions; nothing else is thrown, nothing hangs, and good frames
/// that follow arrive. As many rounds as LITELLM_SDK_FUZZ_ROUNDS says, by the chance of LITELLM_SDK_SEED.
/// </summary>
public sealed class FuzzTests
{
    private const string Last = """{"type":"the.last","properties":{"n":1}}""";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly string[][] s_streams = [.. Recordings.Streams.Select(s => s.Frames.ToArray()).Where(f => f.Length > 5)];

    private static int Rounds(int usual) => Seeds.Rounds("LITELLM_SDK_FUZZ_ROUNDS", usual);

    [Fact]
    public void A_spoiled_frame_is_an_event()
    {
        int seed = Seeds.Of(21);
        for (int i = 0; i < Rounds(20_000); i++)
        {
            Random random = Seeds.Round(seed, i);
            string[] frames = s_streams[random.Next(s_streams.Length)];
            byte[] data = Mutator.Frame(frames[random.Next(frames.Length)], random);
            try
            {
                SessionEvent value = EventDecoder.Decode(data);
                value.Type.Should().NotBeNull();
                if (data.AsSpan().IndexOf("\\ud800"u8) < 0)
                {
                    // Half a character as a whole value of a member that no record has can't be written by the framework, nor told as text.
                    _ = value.ToJson();
                    _ = value.ToString();
                }

                _ = value.IsTurnEnd;
                _ = value.HarnessSessionId;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"LITELLM_SDK_SEED={seed}, round {i}: {Encoding.Latin1.GetString(data)}", e);
            }
        }
    }

    [Fact]
    public async Task Good_frames_after_spoiled_ones_arrive()
    {
        int seed = Seeds.Of(22);
        for (int i = 0; i < Rounds(1500); i++)
        {
            Random random = Seeds.Round(seed, i);
            byte[] body =
                [.. Mutator.Stream(s_streams[random.Next(s_streams.Length)], random), .. Encoding.UTF8.GetBytes($"\n\ndata: {Last}\n\n")];
            List<SessionEvent> events = [];
            try
            {
                await foreach (SessionEvent value in SseEventReader.ReadAsync(new MemoryStream(body)))
                {
                    events.Add(value);
                }

                events[^1].ToJson().Should().Be(Last);
                events.Count.Should().BeGreaterThan(1);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"LITELLM_SDK_SEED={seed}, round {i}", e);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_turn_over_a_spoiled_stream_ends_in_its_completion_or_in_an_exception_of_the_SDK(bool assemble)
    {
        int seed = Seeds.Of(23);
        int completed = 0;
        for (int i = 0; i < Rounds(600); i++)
        {
            Random random = Seeds.Round(seed, i);
            byte[] body = Mutator.Stream(s_streams[random.Next(s_streams.Length)], random);
            using SpoiledPlatform server = new(body);
            using HttpClient http = new(server);
            using AgentPlatformClient client = new(http, Clients.Options(new Uri("http://127.0.0.1/")));
            List<TurnUpdate> updates = [];
            try
            {
                await PlayAsync(Clients.SessionOf(client), assemble, updates).WaitAsync(s_patience);
                updates[^1].Should().BeOfType<TurnCompleted>();
                completed++;
            }
            catch (AgentPlatformException e)
            {
                e.MayHaveTakenEffect.Should().BeTrue();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"LITELLM_SDK_SEED={seed}, round {i}", e);
            }

            foreach (TurnUpdate update in updates)
            {
                _ = update.CreateCheckpoint()?.ToString();
                _ = update.ToString();
            }
        }

        completed.Should().BeGreaterThan(Rounds(600) / 10, "most spoiled streams still reach the end of their turn");
    }

    private static async Task PlayAsync(Session session, bool assemble, List<TurnUpdate> updates)
    {
        await foreach (TurnUpdate update in session.SendStreamingAsync("x",
            new SendOptions { ThrowOnFailure = false, AssembleReply = assemble }))
        {
            updates.Add(update);
        }
    }

    /// <summary>Answers every message with the same stream.</summary>
    private sealed class SpoiledPlatform(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            ByteArrayContent content = new(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }
}
