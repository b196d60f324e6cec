namespace LiteLlm.AgentSdk;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>
{
    /// <summary>What is on the page.</summary>
    public IReadOnlyList<T> Items { get; init; } = [];

    /// <summary>How many there are on all pages.</summary>
    public int Total { get; init; }

    /// <summary>How many a page holds at most, as the platform understood it.</summary>
    public int Limit { get; init; }

    /// <summary>How many come before this page.</summary>
    public int Offset { get; init; }
}
