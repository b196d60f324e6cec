namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>A theory in a real terminal. Skipped without tmux; fails without it if <c>LITELLM_SDK_TERMINAL=required</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute() => Skip = Tmux.WhySkipped();
}
