using LiteLlm.AgentSdk.Cli.Output;
using Spectre.Console;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>Lets the user choose an agent with the arrow keys, or by typing a part of its name.</summary>
internal static class AgentPicker
{
    private const int Rows = 12;

    public static Agent Pick(IReadOnlyList<Agent> agents)
    {
        SelectionPrompt<Agent> prompt = new()
        {
            Title = "Which agent?",
            PageSize = Rows,
            SearchEnabled = true,
            MoreChoicesText = "(more below)",

            // Names are other people's text: neither markup nor control sequences of theirs are taken.
            Converter = agent => Markup.Escape(Printer.OneLine($"{agent.Name ?? agent.Id}  {agent.HarnessId} · {agent.Model}")),
        };
        prompt.AddChoices(agents);
        return AnsiConsole.Prompt(prompt);
    }
}
