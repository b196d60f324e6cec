namespace LiteLlm.AgentSdk.Tests;

/// <summary>What the reader of a stream has seen, and how it ended for it.</summary>
internal sealed record StreamOutcome
{
    public IReadOnlyList<SessionEvent> Events { get; init; } = [];

    /// <summary>Only of a turn that the caller has sent.</summary>
    public IReadOnlyList<TurnUpdate>? Updates { get; init; }

    /// <summary>Null when the stream ended well, or was left.</summary>
    public AgentPlatformException? Failure { get; init; }

    /// <summary>Reads to the end, or until so many events have come.</summary>
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

    /// <summary>The same of the updates of a turn; the events are those that the updates show.</summary>
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
