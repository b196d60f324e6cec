namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>How a connection to a recorded stream ends.</summary>
/// <param name="After">After how many bytes of the recorded stream; a connection that begins beyond them ends at once.</param>
/// <param name="Missed">How many frames go by before the next connection is there.</param>
/// <param name="Broken">Whether the connection breaks; otherwise the body ends as if all were well.</param>
internal sealed record Cut(int After, int Missed, bool Broken)
{
    public override string ToString() => $"{(Broken ? "broken" : "ended")} after {After} bytes, {Missed} missed";
}

/// <summary>What happens to a turn's streams, and how far the thread is.</summary>
/// <param name="Cuts">The ends of the first connections; the last connection is whole.</param>
/// <param name="Ahead">How many frames have happened beyond what the caller has read: those under way are lost with the connection.</param>
/// <param name="Detail">What the thread has of the running turn.</param>
/// <param name="Lead">How many frames the thread has that the open stream has yet to give: it is read while the stream goes on.</param>
internal sealed record CutPlan(IReadOnlyList<Cut> Cuts, int Ahead, ThreadDetail Detail, int Lead = 0)
{
    public override string ToString() => $"[{string.Join("; ", Cuts)}], thread {Ahead} ahead with {Detail}, {Lead} still to come";
}
