namespace System.Threading;

/// <summary>Replaces the type of .NET 9 and later that shared test code uses.</summary>
internal sealed class Lock
{
    private readonly object _held = new();

    public Scope EnterScope()
    {
        Monitor.Enter(_held);
        return new Scope(_held);
    }

    public readonly ref struct Scope(object held)
    {
        public void Dispose() => Monitor.Exit(held);
    }
}
