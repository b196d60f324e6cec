namespace LiteLlm.AgentSdk.WebChat.Tests.Browsers;

/// <summary>What all tests in the browser share: one Chromium, one test after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
