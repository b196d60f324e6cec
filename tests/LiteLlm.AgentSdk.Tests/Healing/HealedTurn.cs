using System.Text.Json;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>Plays a recorded turn over cut streams, and checks what the caller received.</summary>
internal static class HealedTurn
{
    // A turn in memory takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Checks that the caller's final parts, texts and infos are those of the uncut turn, and that each part arrived whole, in order and
    /// once.
    /// </summary>
    public static async Task CheckAsync(StreamedTurn turn, CutPlan plan, OthersTurn? others = null)
    {
        using CutPlatform server = new(turn, plan, others);
        using HttpClient http = new(server);
        using AgentPlatformClient client =
            new(http, Clients.Options(new Uri("http://127.0.0.1/"), options => options.Healing =
            new HealingOptions { BaseDelay = TimeSpan.Zero }));
        List<TurnUpdate> updates = [];
        try
        {
            await PlayAsync(Clients.SessionOf(client), turn, updates).WaitAsync(Patience);
            Check(turn, updates, server, others is not null);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{turn}: {plan}{(others is null ? "" : $", beside {others}")}: {e.Message}", e);
        }
    }

    private static async Task PlayAsync(Session session, StreamedTurn turn, List<TurnUpdate> updates)
    {
        await foreach (TurnUpdate update in session.SendStreamingAsync(turn.Sent, new SendOptions { ThrowOnFailure = false }))
        {
            updates.Add(update);
        }
    }

    private static void Check(StreamedTurn turn, List<TurnUpdate> updates, CutPlatform server, bool amongOthers)
    {
        Reply whole = turn.Whole;
        Reply reply = ((TurnCompleted)updates[^1]).Reply;
        string shown = string.Concat(updates.Select(u => u.Text));
        Is(server.Posts == 1, "a message is sent once");
        Is(updates.Count(u => u is TurnCompleted) == 1, "the completed turn is the last update");
        Is(amongOthers || !updates.Exists(u => u is TurnPartReplaced), "no part reads differently from what was given of it");
        if (whole.IsAborted)
        {
            reply.Error!.Name.Should().Be(whole.Error!.Name);
            whole.Text.Should().StartWith(reply.Text);
            if (!amongOthers)
            {
                shown.Should().Be(reply.Text);
            }

            if (turn.IsClaude)
            {
                // Claude's thread keeps nothing of an aborted turn, so only the text that was streamed before the cut is known.
                reply.IsPartial.Should().Be(reply.Text.Length > 0);
            }
            else
            {
                reply.Text.Should().Be(whole.Text);
            }

            return;
        }

        string got = Shape(reply);
        string expected = Shape(whole);
        if (got != expected)
        {
            got.Should().Be(expected);
        }

        reply.IsPartial.Should().Be(whole.IsPartial);
        string texts = whole.Text;
        if (!amongOthers)
        {
            shown.Should().Be(texts, "the parts are given in order");
        }
        else if (!turn.IsClaude && server.Subscriptions <= (turn.IsWrapped ? 0 : 1))
        {
            // Claude's deltas don't name their message. opencode's deltas don't either if the event that announced the message was missed.
            shown.Should().EndWith(texts, "no text of another turn follows our own message");
        }

        foreach (TextPart part in whole.Parts.OfType<TextPart>().Where(p => p.Text.Length > 0))
        {
            GivenOf(part, updates).Should().Be(part.Text, "every part arrives whole and once");
        }

        foreach (ToolPart tool in whole.Parts.OfType<ToolPart>())
        {
            Is(updates.OfType<TurnToolStarted>().Count(u => u.Tool.CallId == tool.CallId) == 1, "a tool starts once");
            Is(updates.OfType<TurnToolFinished>().Count(u => u.Tool.CallId == tool.CallId) == 1, "a tool finishes once");
        }
    }

    /// <summary>
    /// Returns the text of a part as the caller received it: its deltas, or the replacement for a text that changed.
    /// </summary>
    private static string GivenOf(TextPart part, List<TurnUpdate> updates)
    {
        string given = "";
        foreach (TurnPartUpdate update in updates.OfType<TurnPartUpdate>().Where(u => u.PartId == part.Id))
        {
            given = update switch
            {
                TurnTextDelta delta =>
                    delta.Offset == given.Length ? given + delta.Delta : $"a delta at {delta.Offset} after {given.Length}",
                TurnPartReplaced { Part: TextPart text } => text.Text,
                _ => given,
            };
        }

        return given;
    }

    private static string Shape(Reply reply) =>
        string.Join('\n', reply.Messages.Select(m => JsonSerializer.Serialize(m, LapJson.TypeInfo<Message>())))
        + $"\n{reply.Error?.Name} {reply.Text}";

    // Cheaper than an assertion with a formatted message, in a million turns.
    private static void Is(bool condition, string what) => condition.Should().BeTrue(what);
}
