namespace LiteLlm.AgentSdk;

/// <summary>A member that should be an object or a list. If it is something else, its JSON is kept.</summary>
internal readonly struct Wire<T> : IWireValue, IEquatable<Wire<T>>
    where T : class
{
    public Wire(T? value) => Value = value;

    public Wire(T? value, byte[] raw)
    {
        Value = value;
        Raw = raw;
    }

    public T? Value { get; }

    /// <summary>Gets the original JSON if writing the value would give different JSON; otherwise, null.</summary>
    public byte[]? Raw { get; }

    public bool IsAbsent => Value is null && Raw is null;

    public bool Equals(Wire<T> other) => EqualityComparer<T>.Default.Equals(Value, other.Value) && Raw.AsSpan().SequenceEqual(other.Raw);

    public override bool Equals(object? obj) => obj is Wire<T> other && Equals(other);

    public override int GetHashCode() => Value?.GetHashCode() ?? 0;
}
