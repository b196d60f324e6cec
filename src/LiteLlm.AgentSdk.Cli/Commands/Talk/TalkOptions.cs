using System.CommandLine;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>The common options of commands that start a conversation.</summary>
internal sealed class TalkOptions
{
    public Option<string?> Prompt { get; } = Args.Text("--prompt", "The first message", "text", "-p");

    public Option<string?> Title { get; } = Args.Text("--title", "The title of the session", "text", "-t");

    public Option<string[]> Skills { get; } = Args.Texts("--skill", "A skill of the library for this session: its id or name", "skill");

    public Option<bool> NoStream { get; } = Args.Flag("--no-stream", "Show a reply when it is complete, not while it is written");

    public EnvironmentOptions Environment { get; } = new();
}
