namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>A test in a real terminal. Skipped without tmux; fails without it if <c>LITELLM_SDK_TERMINAL=required</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = Tmux.WhySkipped();
}
