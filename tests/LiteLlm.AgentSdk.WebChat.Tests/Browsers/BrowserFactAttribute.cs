namespace LiteLlm.AgentSdk.WebChat.Tests.Browsers;

/// <summary>A test in a real browser. Skipped where there is none, unless <c>LITELLM_SDK_BROWSER=required</c>: then it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Variable = "LITELLM_SDK_BROWSER";

    public BrowserFactAttribute() => Skip = WhySkipped(Chromium.Find(), Environment.GetEnvironmentVariable(Variable));

    public static string? WhySkipped(string? chromium, string? wish) =>
        chromium is not null || wish == "required" ? null
            : $"There is no Chromium here: install it, or name it in {Chromium.PathVariable}. {Variable}=required makes this a failure.";
}
