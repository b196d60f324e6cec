namespace LiteLlm.AgentSdk;

/// <summary>A set of texts that the platform may add to: known ones have names, unknown ones pass through.</summary>
internal interface IOpenString<TSelf>
    where TSelf : struct, IOpenString<TSelf>
{
    string Value { get; }

    static abstract TSelf Create(string value);
}
