using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Fuzz;

/// <summary>
/// Corrupted frames and streams yield events or the SDK's own exceptions. Nothing else is thrown, nothing hangs, and good frames that
/// follow
/// arrive. LITELLM_SDK_FUZZ_ROUNDS sets the number of rounds, and LITELLM_SDK_SEED the seed.
/// </summary>
public sealed class FuzzTests
{
    private const string Last = """{"type":"the.last","properties":{"n":1}}""";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly string[][] s_streams = [.. Recordings.Streams.Select(s => s.Frames.ToArray()).Where(f => f.Length > 5)];

    private static int Rounds(int usual) => Seeds.Rounds("LITELLM_SDK_FUZZ_ROUNDS", usual);

    [Fact]
    public void A_corrupted_frame_is_an_event()
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
                    // If an unknown member is half of a surrogate pair, the framework can neither write it nor return it as text.
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
    public async Task Good_frames_after_corrupted_frames_arrive()
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
    public async Task A_turn_over_a_corrupted_stream_ends_with_its_completion_or_an_exception_of_the_SDK(bool assemble)
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

        completed.Should().BeGreaterThan(Rounds(600) / 10, "most corrupted streams still reach the end of their turn");
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
