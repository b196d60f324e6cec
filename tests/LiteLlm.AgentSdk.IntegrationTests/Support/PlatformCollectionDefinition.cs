namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>All tests share the platform and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PlatformCollectionDefinition : ICollectionFixture<PlatformFixture>
{
    public const string Name = "platform";
}
