using System.Collections;

namespace LiteLlm.AgentSdk;

/// <summary>A list of a record: two with equal items in the same order are equal, as the records that hold them are.</summary>
internal sealed class ContentList<T> : IReadOnlyList<T>, IEquatable<ContentList<T>>
{
    private readonly T[] _items;

    private ContentList(T[] items) => _items = items;

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    /// <summary>The list with equality by content; an empty one of null.</summary>
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
