namespace LiteLlm.AgentSdk.WebChat.Tests.Browsers;

public class BrowserFactAttributeTests
{
    [Theory]
    [InlineData("/usr/bin/chromium", null, false)]
    [InlineData("/usr/bin/chromium", "required", false)]
    [InlineData(null, "required", false)]
    [InlineData(null, null, true)]
    [InlineData(null, "", true)]
    public void A_test_is_skipped_only_without_a_browser_that_is_not_required(string? chromium, string? wish, bool skipped) =>
        (BrowserFactAttribute.WhySkipped(chromium, wish) is not null).Should().Be(skipped);
}
