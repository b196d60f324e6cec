namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>How a connection to a recorded stream ends.</summary>
/// <param name="After">The bytes of the recorded stream before the end. A connection that begins beyond them ends at once.</param>
/// <param name="Missed">The number of frames that are missed before the next connection is open.</param>
/// <param name="Broken">Whether the connection breaks; otherwise the body ends regularly.</param>
internal sealed record Cut(int After, int Missed, bool Broken)
{
    public override string ToString() => $"{(Broken ? "broken" : "ended")} after {After} bytes, {Missed} missed";
}

/// <summary>How the streams of a turn end, and how far the thread has progressed.</summary>
/// <param name="Cuts">The ends of the first connections; the last connection is not cut.</param>
/// <param name="Ahead">The number of frames that have happened but were not read; they are lost with the connection.</param>
/// <param name="Detail">What the thread contains of the running turn.</param>
/// <param name="Lead">The number of frames that the thread shows before the open stream delivers them.</param>
internal sealed record CutPlan(IReadOnlyList<Cut> Cuts, int Ahead, ThreadDetail Detail, int Lead = 0)
{
    public override string ToString() => $"[{string.Join("; ", Cuts)}], thread {Ahead} ahead with {Detail}, {Lead} still to come";
}
