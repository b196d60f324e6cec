namespace LiteLlm.AgentSdk.Testing.Storage;

/// <summary>Records in the order of their creation. <see cref="Change"/> replaces one.</summary>
internal sealed class Store<T>
    where T : class, IStored
{
    private readonly Gate _gate = new();
    private readonly List<T> _items = [];

    public T Add(T item)
    {
        lock (_gate)
        {
            _items.Add(item);
        }

        return item;
    }

    public T? Find(string id, Func<T, bool>? also = null)
    {
        lock (_gate)
        {
            return _items.Find(item => item.Id == id && also?.Invoke(item) != false);
        }
    }

    /// <returns>The changed record; null if it no longer exists.</returns>
    public T? Change(string id, Func<T, T> change)
    {
        lock (_gate)
        {
            int index = _items.FindIndex(item => item.Id == id);
            return index < 0 ? null : _items[index] = change(_items[index]);
        }
    }

    /// <summary>Changes the first record that matches <paramref name="which"/>, or adds one if none matches.</summary>
    /// <returns>The changed or added record, and whether it is new.</returns>
    public (T Item, bool IsNew) ChangeOrAdd(Func<T, bool> which, Func<T, T> change, Func<T> add)
    {
        lock (_gate)
        {
            int index = _items.FindIndex(item => which(item));
            if (index >= 0)
            {
                return (_items[index] = change(_items[index]), false);
            }

            _items.Add(add());
            return (_items[^1], true);
        }
    }

    public bool Remove(string id)
    {
        lock (_gate)
        {
            return _items.RemoveAll(item => item.Id == id) > 0;
        }
    }

    public void RemoveAll(Predicate<T> which)
    {
        lock (_gate)
        {
            _items.RemoveAll(which);
        }
    }

    /// <summary>Returns a copy of all records, oldest first.</summary>
    public IReadOnlyList<T> All()
    {
        lock (_gate)
        {
            return [.. _items];
        }
    }

    /// <summary>Returns a copy of all records, newest first.</summary>
    public IReadOnlyList<T> NewestFirst()
    {
        lock (_gate)
        {
            return [.. Enumerable.Reverse(_items)];
        }
    }

    /// <summary>Returns a copy of the matching records, oldest first.</summary>
    public IReadOnlyList<T> Where(Predicate<T> which)
    {
        lock (_gate)
        {
            return _items.FindAll(which);
        }
    }
}
