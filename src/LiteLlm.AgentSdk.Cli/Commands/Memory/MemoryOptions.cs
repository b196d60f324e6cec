using System.CommandLine;

namespace LiteLlm.AgentSdk.Cli.Commands.Memory;

/// <summary>The common options of adding and changing a memory.</summary>
internal sealed class MemoryOptions
{
    public Option<string[]> Tags { get; } = Args.Texts("--tag", "A tag (at most 8 in all)", "tag");

    public Option<string?> Type { get; } = Args.Text("--type", "Its type (convention by default)", "type");

    public Option<int?> Priority { get; } = Args.Number("--priority", "Its priority");

    public Option<bool?> Pinned { get; } =
        new("--pinned") { Description = "Whether every session begins with it", HelpName = "true|false" };

    public Symbol[] Symbols => [Tags, Type, Priority, Pinned];
}
