namespace LiteLlm.AgentSdk;

/// <summary>One of a set of texts that the platform may add to: known ones have names, unknown ones pass through.</summary>
internal interface IOpenString
{
    string Value { get; }
}
