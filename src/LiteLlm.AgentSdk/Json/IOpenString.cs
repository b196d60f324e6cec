namespace LiteLlm.AgentSdk;

/// <summary>
/// A value of an open set of strings, to which the platform may add. Known values have names; unknown ones are accepted too.
/// </summary>
internal interface IOpenString
{
    string Value { get; }
}
