namespace LiteLlm.AgentSdk;

/// <summary>An <see cref="IOpenString"/> that can be created from any string.</summary>
internal interface IOpenString<TSelf> : IOpenString
    where TSelf : struct, IOpenString<TSelf>
{
    static abstract TSelf Create(string value);
}
