namespace LiteLlm.AgentSdk;

internal static class UnixTime
{
    private static readonly long s_first = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long s_last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Converts Unix milliseconds to a time; null if the number is out of range.</summary>
    public static DateTimeOffset? From(long? milliseconds) =>
        milliseconds is { } value && value >= s_first && value <= s_last ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
