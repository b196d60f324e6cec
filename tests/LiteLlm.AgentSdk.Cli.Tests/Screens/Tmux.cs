namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>Detects tmux, which the tests in a terminal need.</summary>
internal static class Tmux
{
    public const string Variable = "LITELLM_SDK_TERMINAL";

    /// <returns>Why tests in a terminal are skipped; null if they run.</returns>
    public static string? WhySkipped() =>
        WhySkipped(Environment.GetEnvironmentVariable("PATH"), Environment.GetEnvironmentVariable(Variable));

    public static string? WhySkipped(string? path, string? wish)
    {
        bool isThere = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, "tmux")));
        return isThere || wish == "required" ? null : $"tmux is not installed. {Variable}=required makes this a failure.";
    }
}
