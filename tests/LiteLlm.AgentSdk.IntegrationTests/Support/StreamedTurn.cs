using System.Text;

namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>A turn as a reader of its stream received it.</summary>
internal sealed class StreamedTurn
{
    private readonly Dictionary<string, StringBuilder> _parts = [];

    private readonly List<string> _order = [];

    public List<TurnUpdate> Updates { get; } = [];

    public Reply Reply => Updates.OfType<TurnCompleted>().Should().ContainSingle("a turn ends once").Subject.Reply;

    /// <summary>Gets the text that the stream built up, part after part.</summary>
    public string Text => string.Concat(_order.Select(id => _parts[id].ToString()));

    public static async Task<StreamedTurn> ReadAsync(IAsyncEnumerable<TurnUpdate> updates, CancellationToken cancellationToken)
    {
        StreamedTurn turn = new();
        await foreach (TurnUpdate update in updates.WithCancellation(cancellationToken))
        {
            turn.Add(update);
        }

        turn.Updates[^1].Should().BeOfType<TurnCompleted>("it is the last update");
        return turn;
    }

    /// <summary>Checks that the stream and the reply at its end are consistent.</summary>
    public void ShouldEqualItsReply() =>
        Text.Should().Be(Reply.AllText());

    public void Add(TurnUpdate update)
    {
        Updates.Add(update);
        switch (update)
        {
            case TurnTextDelta delta:
                Part(delta.PartId).Append(delta.Delta);
                break;
            case TurnPartReplaced { Part: TextPart { Id: { } id } part }:
                Part(id).Clear().Append(part.Text);
                break;
        }
    }

    private StringBuilder Part(string id)
    {
        if (!_parts.TryGetValue(id, out StringBuilder? text))
        {
            _parts[id] = text = new();
            _order.Add(id);
        }

        return text;
    }
}
