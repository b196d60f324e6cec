using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A list on the platform, which every <c>List…Async</c> method returns. It is read when it is enumerated. Enumerate it for the items, or
/// <see cref="AsPages"/> for the pages; <see cref="ToListAsync"/> reads all items, and <see cref="GetFirstPageAsync"/> one page.
/// </summary>
/// <remarks>
/// <para>Creating it sends nothing. Each enumeration sends its own requests: one for each page, when the enumeration reaches it. A list
/// that the platform returns in one response has one page.</para>
/// <para>Two tokens cancel an enumeration: the one given to the method that returned the list, and the one given to the enumeration
/// (<c>WithCancellation</c>, or the parameter of a method here). The <see cref="OperationCanceledException"/> carries the one that was
/// canceled.</para>
/// <para>The method that returns the list throws if an option is out of range. Exceptions of requests are thrown while the list is
/// enumerated.</para>
/// </remarks>
/// <typeparam name="T">The type of the items.</typeparam>
/// <example>
/// <code>
/// await foreach (Agent agent in platform.Agents.ListAsync(new() { Search = "review" }))
///     Console.WriteLine($"{agent.Id} {agent.Name}");
///
/// IReadOnlyList&lt;Skill&gt; skills = await platform.Skills.ListAsync().ToListAsync();
/// </code>
/// A list for a test of your own code:
/// <code>
/// var skills = new PagedAsyncEnumerable&lt;Skill&gt;([new Skill { Id = "1", Name = "PR reviewer" }]);
/// </code>
/// </example>
public sealed class PagedAsyncEnumerable<T> : IAsyncEnumerable<T>
{
    private readonly Func<CancellationToken, IAsyncEnumerable<Page<T>>> _read;
    private readonly CancellationToken _cancellationToken;

    /// <summary>
    /// Initializes a new instance of the <see cref="PagedAsyncEnumerable{T}"/> class that has one page, for tests without a platform.
    /// </summary>
    /// <param name="items">The items of the page; enumerated each time that the list is.</param>
    public PagedAsyncEnumerable(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _read = token => ReadWholeAsync(_ => Task.FromResult<IReadOnlyList<T>>([.. items]), token);
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="PagedAsyncEnumerable{T}"/> class from pages, for tests without a platform.
    /// </summary>
    /// <param name="pages">The pages; enumerated each time that the list is.</param>
    public PagedAsyncEnumerable(IAsyncEnumerable<Page<T>> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        _read = _ => pages;
    }

    /// <summary>Initializes a new instance of the <see cref="PagedAsyncEnumerable{T}"/> class.</summary>
    internal PagedAsyncEnumerable(Func<CancellationToken, IAsyncEnumerable<Page<T>>> read, CancellationToken cancellationToken)
    {
        _read = read;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Initializes a new instance of the <see cref="PagedAsyncEnumerable{T}"/> class.</summary>
    internal PagedAsyncEnumerable(Func<CancellationToken, Task<IReadOnlyList<T>>> read, CancellationToken cancellationToken)
        : this(token => ReadWholeAsync(read, token), cancellationToken)
    {
    }

    /// <summary>Gets the list page by page. Each page is requested when the enumeration reaches it.</summary>
    /// <returns>The pages: at least one, which is empty if the list is.</returns>
    /// <exception cref="AgentPlatformException">A request failed; thrown while the pages are enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Page&lt;Agent&gt; page in platform.Agents.ListAsync(new() { Limit = 100 }).AsPages())
    ///     Console.WriteLine($"{page.Offset + page.Items.Count} of {page.Total}");
    /// </code>
    /// </example>
    public IAsyncEnumerable<Page<T>> AsPages() => new CallerEnumerable<Page<T>>(_read, once: false, _cancellationToken);

    /// <summary>Reads the first page, with one request.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The page; it is empty if the list is.</returns>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    /// <example>
    /// <code>
    /// Page&lt;Agent&gt; page = await platform.Agents.ListAsync(new() { Limit = 20, Offset = 40 }).GetFirstPageAsync();
    /// Console.WriteLine($"{page.Items.Count} of {page.Total}");
    /// </code>
    /// </example>
    public async Task<Page<T>> GetFirstPageAsync(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            return page;
        }

        return new Page<T>();
    }

    /// <summary>Reads all items, over all pages.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The items.</returns>
    /// <exception cref="AgentPlatformException">A request failed.</exception>
    public async Task<IReadOnlyList<T>> ToListAsync(CancellationToken cancellationToken = default)
    {
        List<T> items = [];
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            items.AddRange(page.Items);
        }

        return items;
    }

    /// <summary>Enumerates the items, over all pages. Each page is requested when the enumeration reaches it.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The enumerator.</returns>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new CallerEnumerable<T>(ReadItemsAsync, once: false, _cancellationToken).GetAsyncEnumerator(cancellationToken);

    private static async IAsyncEnumerable<Page<T>> ReadWholeAsync(
        Func<CancellationToken, Task<IReadOnlyList<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<T> items = await read(cancellationToken).ConfigureAwait(false);
        yield return new Page<T> { Items = items, Total = items.Count, Limit = items.Count };
    }

    private async IAsyncEnumerable<T> ReadItemsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Page<T> page in _read(cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (T item in page.Items)
            {
                // The items of a page are already in memory, so only this check notices a cancellation between two of them.
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }
}
