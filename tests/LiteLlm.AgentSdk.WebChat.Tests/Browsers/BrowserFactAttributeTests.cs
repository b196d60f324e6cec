namespace LiteLlm.AgentSdk.WebChat.Tests.Browsers;

public class BrowserFactAttributeTests
{
    [Theory]
    [InlineData("/usr/bin/chromium", null, false)]
    [InlineData("/usr/bin/chromium", "required", false)]
    [InlineData(null, "required", false)]
    [InlineData(null, null, true)]
    [InlineData(null, "", true)]
    public void A_test_is_skipped_only_where_no_browser_is_and_none_has_to_be(string? chromium, string? wish, bool skipped) =>
        (BrowserFactAttribute.WhySkipped(chromium, wish) is not null).Should().Be(skipped);
}
