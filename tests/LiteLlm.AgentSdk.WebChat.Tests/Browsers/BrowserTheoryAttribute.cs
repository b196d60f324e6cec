namespace LiteLlm.AgentSdk.WebChat.Tests.Browsers;

/// <summary>A theory in a real browser. Skipped like a <see cref="BrowserFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() =>
        Skip = BrowserFactAttribute.WhySkipped(Chromium.Find(), Environment.GetEnvironmentVariable(BrowserFactAttribute.Variable));
}
