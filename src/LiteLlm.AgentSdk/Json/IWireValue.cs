namespace LiteLlm.AgentSdk;

/// <summary>
/// The value of a member of a harness's JSON, together with its original JSON where necessary. Harnesses differ in their JSON. If a member
/// has an unexpected type, or a number is written in an unusual way, the original JSON is kept and written again, and the other members of
/// the record are still typed.
/// </summary>
internal interface IWireValue
{
    /// <summary>Gets a value indicating whether the member was not sent, so that it is not written.</summary>
    bool IsAbsent { get; }
}
