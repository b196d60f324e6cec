using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>How a turn handles the events of a session in which others send too.</summary>
public sealed class TurnStateTests
{
    /// <summary>
    /// Another sender's message was published after the thread was read and before the stream was open. Its answer can't be told from ours
    /// until one of the two is complete.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Text_of_a_turn_that_began_unseen_is_taken_back(bool othersFirst)
    {
        TurnState state = new(new SentMessage(["omega"], 0, null), ThreadBaseline.Of([]));
        Apply(state, Info("user_1", "user", created: 20), Text("user_1", "user_1_p0", "omega"));
        Apply(state, Delta("msg_a", "a_b0", "alpha "), Delta("msg_b", "b_b0", "omega "), Delta("msg_a", "a_b0", "alpha"));
        string others = Info("msg_a", "assistant", created: 10);
        string own = Info("msg_b", "assistant", created: 20);
        Apply(state, [Text("msg_a", "a_b0", "alpha alpha"), Text("msg_b", "b_b0", "omega ")]);

        Apply(state, othersFirst ? [others, own] : [own, others]);
        Apply(state, """{"type":"session.idle","properties":{"sessionID":"s"}}""");

        Shown(state).Should().Be("omega ");
        state.ToReply().Text.Should().Be("omega ");
        state.IsOver.Should().BeTrue();
    }

    [Fact]
    public void A_turn_without_other_senders_takes_nothing_back()
    {
        TurnState state = new(new SentMessage(["omega"], 0, null), ThreadBaseline.Of([]));
        Apply(state, Info("user_1", "user", created: 20), Text("user_1", "user_1_p0", "omega"));
        Apply(state, Delta("msg_b", "b_b0", "omega "), Text("msg_b", "b_b0", "omega "), Info("msg_b", "assistant", created: 20));

        Updates(state).Should().NotContain(update => update is TurnPartReplaced);
        state.ToReply().Text.Should().Be("omega ");
    }

    /// <summary>Returns the text that a screen shows after it applied the updates.</summary>
    private static string Shown(TurnState state)
    {
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        foreach (TurnUpdate update in Updates(state))
        {
            if (update is TurnTextDelta delta)
            {
                parts[delta.PartId] = parts.GetValueOrDefault(delta.PartId) + delta.Delta;
            }
            else if (update is TurnPartReplaced { Part: TextPart text } replaced)
            {
                replaced.PreviousText.Should().Be(parts[replaced.PartId]);
                parts[replaced.PartId] = text.Text;
            }
        }

        return string.Concat(parts.Values);
    }

    private static List<TurnUpdate> Updates(TurnState state)
    {
        List<TurnUpdate> updates = [];
        while (state.TryDequeue(out TurnUpdate? update))
        {
            updates.Add(update);
        }

        return updates;
    }

    private static void Apply(TurnState state, params string[] events)
    {
        foreach (string json in events)
        {
            state.Apply(EventDecoder.Decode(Encoding.UTF8.GetBytes(json)));
        }
    }

    private static string Info(string id, string role, long created) => $$$"""
        {"type":"message.updated","properties":{"info":{"id":"{{{id}}}","role":"{{{role}}}",
        "time":{"created":{{{created}}},"completed":{{{created + 5}}}}},"sessionID":"s"}}
        """;

    private static string Text(string message, string part, string text) => $$$"""
        {"type":"message.part.updated","properties":{"messageID":"{{{message}}}",
        "part":{"type":"text","text":"{{{text}}}","id":"{{{part}}}","messageID":"{{{message}}}"},"sessionID":"s"}}
        """;

    private static string Delta(string message, string part, string delta) => $$$"""
        {"type":"message.part.delta","properties":{"messageID":"{{{message}}}","partID":"{{{part}}}",
        "delta":"{{{delta}}}","field":"text","sessionID":"s"}}
        """;
}
