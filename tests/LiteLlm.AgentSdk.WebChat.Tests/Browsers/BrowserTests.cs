namespace LiteLlm.AgentSdk.WebChat.Tests.Browsers;

/// <summary>The collection of all browser tests, which share one Chromium and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
