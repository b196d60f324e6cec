using FluentAssertions;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>Applies events to a turn and keeps what a caller sees: every update in a short notation, and the text of each part.</summary>
internal sealed class TurnScreen(TurnState state)
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public TurnState State => state;

    /// <summary>Gets the text of each part, as a caller would keep it.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>Begins a turn whose message is "hi" in a session without earlier messages.</summary>
    public static TurnScreen Begin(
        ThreadBaseline? baseline = null, bool assemble = true, string? mark = null, bool mayBeRepeated = false) =>
        new(new TurnState(new SentMessage(["hi"], 0, mark) { MayBeRepeated = mayBeRepeated }, baseline ?? ThreadBaseline.Empty, assemble));

    /// <summary>Applies events. Updates that only carry an event are left out.</summary>
    /// <returns>The updates, one line each.</returns>
    public IReadOnlyList<string> Apply(params SessionEvent[] events)
    {
        List<string> lines = [];
        foreach (SessionEvent value in events)
        {
            state.Apply(value);
            lines.AddRange(Take());
        }

        return lines;
    }

    /// <summary>Merges answers that a reading of the thread has shown.</summary>
    public IReadOnlyList<string> Merge(params Message[] answers)
    {
        state.Merge(answers);
        return Take();
    }

    /// <summary>Takes the updates that wait.</summary>
    public IReadOnlyList<string> Take()
    {
        List<string> lines = [];
        while (state.TryDequeue(out TurnUpdate? update))
        {
            if (Describe(update) is { } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private string? Describe(TurnUpdate update)
    {
        switch (update)
        {
            case TurnStarted started:
                return $"started {started.UserMessageId}";
            case TurnTextDelta text:
                Grow(text, text.Offset, text.Delta);
                return $"text {text.MessageId}/{text.PartId}@{text.Offset} {text.Delta}";
            case TurnReasoningDelta reasoning:
                Grow(reasoning, reasoning.Offset, reasoning.Delta);
                return $"reasoning {reasoning.MessageId}/{reasoning.PartId}@{reasoning.Offset} {reasoning.Delta}";
            case TurnTextBreak pause:
                return $"break {pause.MessageId}/{pause.PartId}";
            case TurnPartReplaced replaced:
                replaced.PreviousText.Should().Be(_texts[replaced.PartId]);
                string now = replaced.Part is ReasoningPart reasoned ? reasoned.Text : ((TextPart)replaced.Part).Text;
                _texts[replaced.PartId] = now;
                return $"replaced {replaced.MessageId}/{replaced.PartId} {now}";
            case TurnToolStarted started:
                return $"tool {started.MessageId}/{started.PartId} {started.Tool.State.Status}";
            case TurnToolFinished finished:
                return $"tool done {finished.MessageId}/{finished.PartId} {finished.Tool.State.Status}";
            default:
                return null;
        }
    }

    private void Grow(TurnPartUpdate update, int offset, string delta)
    {
        string before = _texts.GetValueOrDefault(update.PartId, "");
        if (before.Length > 0)
        {
            before.Length.Should().Be(offset);
        }

        _texts[update.PartId] = before + delta;
    }
}
