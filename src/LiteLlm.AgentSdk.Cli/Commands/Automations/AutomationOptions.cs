using System.CommandLine;

namespace LiteLlm.AgentSdk.Cli.Commands.Automations;

/// <summary>The common options of creating and changing an automation.</summary>
internal sealed class AutomationOptions
{
    public Option<string?> Cron { get; } = Args.Text("--cron", "The schedule: five fields, such as \"0 9 * * 1-5\"", "expression", "-c");

    public Option<string?> Instruction { get; } =
        Args.Text("--instruction", "The message to the agent (at most 8,000 characters)", "text", "-i");

    public Option<string?> Name { get; } = Args.Text("--name", "Its name", "name", "-n");

    public Option<bool?> Enabled { get; } =
        new("--enabled") { Description = "Whether it runs by the clock (true by default)", HelpName = "true|false" };

    public Symbol[] Symbols => [Cron, Instruction, Name, Enabled];
}
