namespace OrleansSample;

/// <summary>The stored state of a turn.</summary>
[GenerateSerializer]
internal sealed class TurnState
{
    [Id(0)] public string AgentId { get; set; } = "";
    [Id(1)] public string Text { get; set; } = "";
    [Id(2)] public string? SessionId { get; set; }
    [Id(3)] public DateTimeOffset? SentAt { get; set; }
    [Id(4)] public string? Checkpoint { get; set; }
    [Id(5)] public int TimesResumed { get; set; }
    [Id(6)] public bool WasFound { get; set; }
    [Id(7)] public string? Reply { get; set; }
    [Id(8)] public bool IsEnded { get; set; }
}
