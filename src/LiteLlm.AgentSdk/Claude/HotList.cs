using System.Collections;
using System.Collections.Immutable;

namespace LiteLlm.AgentSdk;

/// <summary>
/// An immutable list for the case that mostly one item, the hot one, is replaced again and again. This item is stored outside the tree of
/// the other items, so that replacing it takes constant time. Other changes take logarithmic time.
/// </summary>
internal sealed class HotList<T> : IReadOnlyList<T>
    where T : class
{
    // The item at the hot index in this list is outdated. The hot index may also be one past the end.
    private readonly ImmutableList<T> _others;
    private readonly int _hotIndex;
    private readonly T? _hot;

    private HotList(ImmutableList<T> others, int hotIndex, T? hot)
    {
        _others = others;
        _hotIndex = hotIndex;
        _hot = hot;
    }

    public static HotList<T> Empty { get; } = new([], -1, hot: null);

    public int Count => Math.Max(_others.Count, _hotIndex + 1);

    public T this[int index] => index == _hotIndex ? _hot! : _others[index];

    public static HotList<T> Of(IEnumerable<T> items) => new([.. items], -1, hot: null);

    public HotList<T> Add(T item) => new(Settled(), Count, item);

    public HotList<T> Set(int index, T item) => index == _hotIndex ? new(_others, index, item) : new(Settled(), index, item);

    public HotList<T> Insert(int index, T item) => index == Count ? Add(item) : new(Settled().Insert(index, item), -1, hot: null);

    public IEnumerator<T> GetEnumerator()
    {
        int index = 0;
        foreach (T item in _others)
        {
            yield return index++ == _hotIndex ? _hot! : item;
        }

        if (index == _hotIndex)
        {
            yield return _hot!;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ImmutableList<T> Settled() =>
        _hot is null ? _others
        : _hotIndex == _others.Count ? _others.Add(_hot)
        : _others.SetItem(_hotIndex, _hot);
}
