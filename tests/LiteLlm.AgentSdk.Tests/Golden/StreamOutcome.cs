namespace LiteLlm.AgentSdk.Tests;

/// <summary>What the reader of a stream has received, and how the stream ended.</summary>
internal sealed record StreamOutcome
{
    public IReadOnlyList<SessionEvent> Events { get; init; } = [];

    /// <summary>Gets the reply, only for a turn that the caller has sent.</summary>
    public IReadOnlyList<TurnUpdate>? Updates { get; init; }

    /// <summary>Gets the exception; null if the stream ended normally or was abandoned.</summary>
    public AgentPlatformException? Failure { get; init; }

    /// <summary>Reads to the end, or until a number of events has arrived.</summary>
    public static async Task<StreamOutcome> OfEventsAsync(IAsyncEnumerable<SessionEvent> stream, int? leaveAfter)
    {
        List<SessionEvent> events = [];
        try
        {
            await foreach (SessionEvent value in stream)
            {
                events.Add(value);
                if (events.Count == leaveAfter)
                {
                    break;
                }
            }
        }
        catch (AgentPlatformException e)
        {
            return new StreamOutcome { Events = events, Failure = e };
        }

        return new StreamOutcome { Events = events };
    }

    /// <summary>Reads the updates of a turn; the events are those that the updates carry.</summary>
    public static async Task<StreamOutcome> OfTurnAsync(IAsyncEnumerable<TurnUpdate> turn, int? leaveAfter)
    {
        List<TurnUpdate> updates = [];
        List<SessionEvent> events = [];
        AgentPlatformException? failure = null;
        try
        {
            await foreach (TurnUpdate update in turn)
            {
                updates.Add(update);
                if (update.Event is { } value && (events.Count == 0 || !ReferenceEquals(events[^1], value)))
                {
                    events.Add(value);
                }

                if (events.Count == leaveAfter)
                {
                    break;
                }
            }
        }
        catch (AgentPlatformException e)
        {
            failure = e;
        }

        return new StreamOutcome { Events = events, Updates = updates, Failure = failure };
    }
}
