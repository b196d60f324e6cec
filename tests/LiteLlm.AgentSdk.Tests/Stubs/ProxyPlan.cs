namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>How a proxy treats one connection. Bytes are counted over the whole connection, in each direction.</summary>
internal sealed record ProxyPlan
{
    /// <summary>Gets the plan of an undisturbed connection.</summary>
    public static ProxyPlan Clean { get; } = new();

    public ProxyEnd End { get; init; }

    /// <summary>Gets the number of forwarded request bytes after which the connection ends; null for never.</summary>
    public int? EndAfterUp { get; init; }

    /// <summary>Gets the number of forwarded answer bytes after which the connection ends; null for never.</summary>
    public int? EndAfterDown { get; init; }

    /// <summary>Gets the number of answer bytes after which answers stall; null for never.</summary>
    public int? StallAfterDown { get; init; }

    /// <summary>Gets the task that ends the stall.</summary>
    public Task StallUntil { get; init; } = Task.CompletedTask;

    /// <summary>Gets the sizes of the forwarded pieces, repeated in turn; empty to forward bytes as they arrive.</summary>
    public IReadOnlyList<int> Pieces { get; init; } = [];

    /// <summary>Gets a value indicating whether all available bytes are merged before they are forwarded.</summary>
    public bool Merges { get; init; }

    /// <summary>Gets the delay of each write.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Creates a random plan.</summary>
    /// <param name="random">The source of random numbers.</param>
    /// <param name="over">A task that completes when the connections are no longer used. It ends a stall.</param>
    public static ProxyPlan Draw(Random random, Task over)
    {
        int up = random.Next(1600);
        int down = random.Next(random.Next(2) == 0 ? 1500 : 14_000);
        ProxyPlan plan = random.Next(7) switch
        {
            0 => new() { End = ProxyEnd.Reset, EndAfterUp = up },
            1 => new() { End = ProxyEnd.Fin, EndAfterUp = up },
            2 or 3 => new() { End = ProxyEnd.Reset, EndAfterDown = down },
            4 => new() { End = ProxyEnd.Fin, EndAfterDown = down },
            5 => new() { StallAfterDown = down, StallUntil = over },
            _ => Clean,
        };
        return random.Next(4) switch
        {
            0 => plan with { Pieces = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 60))] },
            1 => plan with { Merges = true, Delay = TimeSpan.FromMilliseconds(random.Next(3)) },
            _ => plan,
        };
    }

    public override string ToString() => string.Join(", ", Described());

    private IEnumerable<string> Described()
    {
        if (End != ProxyEnd.None)
        {
            yield return $"{End} after {(EndAfterUp is { } up ? $"{up} bytes of requests" : $"{EndAfterDown} bytes of answers")}";
        }

        if (StallAfterDown is { } stall)
        {
            yield return $"stalls after {stall} bytes of answers";
        }

        yield return Pieces.Count > 0 ? $"in pieces of [{string.Join(' ', Pieces)}]" : Merges
            ? $"merged, {Delay.TotalMilliseconds} ms late" : "as it comes";
    }
}
