using System.Text.Json;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// Every recorded turn, cut at every frame boundary and the bytes around it (at every byte with LITELLM_SDK_EVERY_BYTE=1): the caller's final parts, texts and infos
/// are those of the uncut turn. Exempt are only where the boundaries of deltas fall, raw events that nobody listened to, and the text of an aborted turn, which the thread does not keep.
/// </summary>
public sealed class CutPointTests
{
    private const int StepAround = 3;

    public static TheoryData<string> Turns()
    {
        TheoryData<string> names = [];
        foreach (RecordedExchange exchange in Recordings.Streams.Where(e => e.Method == "POST" && e.Body.Contains("\"session.idle\"", StringComparison.Ordinal)))
        {
            names.Add(exchange.Name);
        }

        return names;
    }

    [Fact]
    public void There_are_recorded_turns_of_both_harnesses()
    {
        Turns().Should().HaveCountGreaterThan(8);
        Recordings.Streams.Count(e => e.Method == "POST" && e.Name.Contains("opencode", StringComparison.Ordinal)).Should().BePositive();
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public async Task A_cut_anywhere_loses_nothing(string name)
    {
        RecordedExchange exchange = Recordings.Get(name);
        string sse = exchange.Body;
        string sent = JsonDocument.Parse(exchange.RequestBody!).RootElement.GetProperty("text").GetString()!;
        (Reply whole, List<JsonElement> thread) = Uncut(sse, sent);
        foreach (int cut in Cuts(sse))
        {
            foreach (int missed in (int[])[0, 1, 5])
            {
                await CheckAsync(sse, sent, whole, thread, cut, missed, broken: (cut + missed) % 2 == 0);
            }
        }
    }

    private static async Task CheckAsync(string sse, string sent, Reply whole, List<JsonElement> thread, int cut, int missed, bool broken)
    {
        string where = $"cut after {cut} bytes, {missed} frames missed";
        using CutPlatform server = new(sse, thread, cut, missed, broken);
        using HttpClient http = new(server);
        using AgentPlatformClient client = new(http, Clients.Options(new Uri("http://127.0.0.1/"), options => options.Healing = new HealingOptions { BaseDelay = TimeSpan.Zero }));
        Session session = Clients.SessionOf(client);

        string shown = "";
        Dictionary<string, string> deltas = [];
        Reply? reply = null;
        await foreach (TurnUpdate update in session.SendStreamingAsync(sent, new SendOptions { ThrowOnFailure = false }))
        {
            reply.Should().BeNull("the completed turn is the last update");
            shown += update.Text;
            reply = (update as TurnCompleted)?.Reply;
            if (update is TurnTextDelta delta)
            {
                deltas[delta.PartId] = deltas.GetValueOrDefault(delta.PartId) + delta.Delta;
            }

            update.Should().NotBeOfType<TurnPartReplaced>(where);
        }

        server.Posts.Should().Be(1, "a message is sent once: {0}", where);
        if (whole.IsAborted)
        {
            // Claude's thread keeps nothing of an aborted turn: what was streamed before the cut is all that anybody has of it.
            reply!.Error!.Name.Should().Be(whole.Error!.Name, where);
            whole.Text.Should().StartWith(reply.Text, where);
            reply.IsPartial.Should().Be(reply.Text.Length > 0, where);
            shown.Should().Be(reply.Text, where);
            return;
        }

        shown.Should().Be(string.Concat(whole.Parts.OfType<TextPart>().Select(p => p.Text)), "the parts are given in order: {0}", where);
        Shape(reply!).Should().Be(Shape(whole), where);
        reply!.IsPartial.Should().Be(whole.IsPartial, where);
        foreach (TextPart part in whole.Parts.OfType<TextPart>().Where(p => p.Text.Length > 0))
        {
            deltas[part.Id!].Should().Be(part.Text, "every part is given whole and once: {0}", where);
        }
    }

    private static IEnumerable<int> Cuts(string sse)
    {
        int length = System.Text.Encoding.UTF8.GetByteCount(sse);
        if (Environment.GetEnvironmentVariable("LITELLM_SDK_EVERY_BYTE") == "1")
        {
            return Enumerable.Range(0, length + 1);
        }

        SortedSet<int> cuts = [];
        int end = 0;
        foreach (string frame in sse.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            end += System.Text.Encoding.UTF8.GetByteCount(frame) + 2;
            foreach (int near in (int[])[end - StepAround, end - 1, end, end + 1])
            {
                cuts.Add(Math.Clamp(near, 0, length));
            }
        }

        return cuts;
    }

    /// <summary>The turn as it is without a cut, and the thread that a platform has of it.</summary>
    private static (Reply Reply, List<JsonElement> Thread) Uncut(string sse, string sent)
    {
        TurnAssembler turn = new(new SentMessage([sent], 0, null));
        List<TurnUpdate> updates = [];
        MessageInfo? question = null;
        foreach (string frame in sse.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            SessionEvent value = EventDecoder.Decode(System.Text.Encoding.UTF8.GetBytes(frame["data: ".Length..]));
            turn.Take(value, updates);
            if (value is MessageUpdatedEvent { Info: { } info } && info.Id == turn.UserMessageId)
            {
                question = info;
            }
            else if (question is null && value is MessageUpdatedEvent { Info: { } first } && first.Role == MessageRole.User)
            {
                question = first;
            }
        }

        Reply reply = turn.ToReply();
        turn.LooksOver.Should().BeTrue();
        IReadOnlyList<Message> kept = reply.IsAborted ? [.. reply.Messages.Select(m => m with { Parts = [] })] : reply.Messages;
        Message asked = new() { Info = question!, Parts = [new TextPart { Text = sent }] };
        List<JsonElement> thread = [.. kept.Prepend(asked).Select(m => JsonSerializer.SerializeToElement(m, LapJson.TypeInfo<Message>()))];
        return (reply, thread);
    }

    private static string Shape(Reply reply) => string.Join('\n', reply.Messages.Select(m =>
        $"{JsonSerializer.Serialize(m, LapJson.TypeInfo<Message>())}")) + $"\n{reply.Error?.Name} {reply.Text}";
}
