namespace LiteLlm.AgentSdk;

/// <summary>One page of a list: what <see cref="PagedAsyncEnumerable{T}.AsPages"/> and
/// <see cref="PagedAsyncEnumerable{T}.GetFirstPageAsync"/> return.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed record Page<T>
{
    /// <summary>Gets the items of the page.</summary>
    /// <value>Never <see langword="null"/>; empty if the list has no items.</value>
    public IReadOnlyList<T> Items { get; init; } = [];

    /// <summary>Gets the number of items of the whole list, on all pages.</summary>
    /// <value>As the platform counts them. A list that the platform returns in one response has as many as that response.</value>
    public int Total { get; init; }

    /// <summary>Gets the largest number of items that a page of this list has.</summary>
    /// <value>As the platform understood the option of that name. A list that the platform returns in one response has as many as that
    /// response.</value>
    public int Limit { get; init; }

    /// <summary>Gets the number of items of the whole list that come before this page.</summary>
    public int Offset { get; init; }
}
