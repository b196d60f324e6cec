namespace LiteLlm.AgentSdk;

/// <summary>
/// A member of a harness payload together with how it was written. The harnesses are many and their payloads are their own: a member that
/// is not of the type that is expected, or a number that is written in an unexpected way, keeps its JSON and goes out as it came in, and
/// the rest of the record stays typed.
/// </summary>
internal interface IWireValue
{
    /// <summary>Gets a value indicating whether nothing was sent: nothing is written.</summary>
    bool IsAbsent { get; }
}
