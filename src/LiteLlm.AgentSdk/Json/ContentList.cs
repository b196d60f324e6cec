using System.Collections;

namespace LiteLlm.AgentSdk;

/// <summary>A list for use in records: two lists with equal items in the same order are equal, so that records can be compared.</summary>
internal sealed class ContentList<T> : IReadOnlyList<T>, IEquatable<ContentList<T>>
{
    private readonly T[] _items;

    private ContentList(T[] items) => _items = items;

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    /// <summary>Wraps a list; returns an empty list for null.</summary>
    public static IReadOnlyList<T> Of(IReadOnlyList<T>? items) =>
        items as ContentList<T> ?? new ContentList<T>(items is null ? [] : [.. items]);

    public bool Equals(ContentList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as ContentList<T>);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
