// Shapes that the writer has to show. They are not examples of good design.
#pragma warning disable CA1003, CA1008, CA1028, CA1030, CA1070, CA1819, CA2225, MA0046, MA0062, MA0091, CS0067, MA0150

namespace LiteLlm.AgentSdk.Tests.Surface;

public enum SampleKind : byte
{
    Second = 2,
    First = 1,
}

public delegate Task SampleHandler(string? text);

public interface ISample<T> : IAsyncDisposable
    where T : class, new()
{
    T Get<TOther>(TOther other)
        where TOther : struct;
}

public sealed record SampleRecord(string Id)
{
    public const string Kind = "a \"kind\"";

    public required IReadOnlyDictionary<string, object?> Values { get; init; }

    public static implicit operator string(SampleRecord record) => record.Id;
}

public abstract class SampleBase
{
    protected SampleBase(string name) => Name = name;

    public event EventHandler? Changed;

    public string? Name { get; protected set; }

    internal int Hidden { get; set; }

    public string this[int index] => index == 0 ? Name ?? "" : "";

    public virtual Task<IReadOnlyList<string?>> ListAsync(int? limit = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string?>>([]);

    public override string ToString() => Name ?? "";

    protected abstract void OnChanged(string[]? names);

    private protected void Secret() => Changed?.Invoke(this, EventArgs.Empty);
}

public static class SampleExtensions
{
    public static bool TryFind(this string text, out string? found, params string[] names)
    {
        found = names.FirstOrDefault(name => text.Contains(name, StringComparison.Ordinal));
        return found is not null;
    }
}
