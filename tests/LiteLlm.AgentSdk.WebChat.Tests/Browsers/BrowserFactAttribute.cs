namespace LiteLlm.AgentSdk.WebChat.Tests.Browsers;

/// <summary>A test in a real browser. Skipped without a browser; fails without it if <c>LITELLM_SDK_BROWSER=required</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Variable = "LITELLM_SDK_BROWSER";

    public BrowserFactAttribute() => Skip = WhySkipped(Chromium.Find(), Environment.GetEnvironmentVariable(Variable));

    public static string? WhySkipped(string? chromium, string? wish) =>
        chromium is not null || wish == "required" ? null
            : $"There is no Chromium here: install it, or name it in {Chromium.PathVariable}. {Variable}=required makes this a failure.";
}
