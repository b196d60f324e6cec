namespace Worker;

/// <summary>Something for an agent to do; without a session as long as none was opened for it.</summary>
internal sealed record Job(long Id, string Text, string? SessionId);
