namespace System.Threading;

/// <summary>Stands in for the type of .NET 9 and later, which shared test code locks on.</summary>
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
