using System.Text;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>
/// Lets the user choose an agent: arrow keys move, letters narrow the list, Enter takes, Escape leaves. Drawn by hand, on a few lines that are gone
/// afterwards: what Spectre.Console has for it is not safe to trim.
/// </summary>
internal sealed class AgentPicker(IReadOnlyList<Agent> agents, Printer printer)
{
    private const int Rows = 10;
    private const int NarrowestScreen = 20;

    // Some terminals don't tell how wide they are.
    private const int UsualScreen = 80;
    private const string EraseBelow = "\u001b[J";

    private string _filter = "";
    private int _at;
    private int _drawn;

    /// <summary>The choice; none when the user leaves.</summary>
    public Agent? Pick()
    {
        while (true)
        {
            Agent[] fitting = [.. agents.Where(Fits)];
            _at = Math.Clamp(_at, 0, Math.Max(0, fitting.Length - 1));
            Draw(fitting);
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter when fitting.Length > 0:
                    Erase();
                    return fitting[_at];
                case ConsoleKey.Escape:
                case ConsoleKey.D when key.Modifiers == ConsoleModifiers.Control:
                    Erase();
                    return null;
                case ConsoleKey.UpArrow:
                    _at = _at == 0 ? fitting.Length - 1 : _at - 1;
                    break;
                case ConsoleKey.DownArrow:
                    _at = _at + 1 >= fitting.Length ? 0 : _at + 1;
                    break;
                case ConsoleKey.PageUp:
                    _at -= Rows;
                    break;
                case ConsoleKey.PageDown:
                    _at += Rows;
                    break;
                case ConsoleKey.Backspace when _filter.Length > 0:
                    _filter = _filter[..^1];
                    break;
                default:
                    Type(key.KeyChar);
                    break;
            }
        }
    }

    private static string Line(Agent agent) => Printer.OneLine($"{agent.Name ?? agent.Id}  ({agent.HarnessId}, {agent.Model})");

    private bool Fits(Agent agent) => Line(agent).Contains(_filter, StringComparison.OrdinalIgnoreCase);

    private void Type(char typed)
    {
        if (typed != '\0' && !char.IsControl(typed))
        {
            _filter += typed;
            _at = 0;
        }
    }

    private void Draw(Agent[] fitting)
    {
        int width = (Console.WindowWidth is var screen && screen >= NarrowestScreen ? screen : UsualScreen) - 1;
        int first = Math.Clamp(_at - (Rows / 2), 0, Math.Max(0, fitting.Length - Rows));
        List<string> lines = [$"Which agent? {_filter}"];
        for (int i = first; i < Math.Min(first + Rows, fitting.Length); i++)
        {
            lines.Add((i == _at ? "> " : "  ") + Line(fitting[i]));
        }

        lines.Add(fitting.Length == agents.Count
            ? $"  {agents.Count} agents; up, down, letters of a name, Enter; Escape leaves"
            : $"  {fitting.Length} of {agents.Count} agents");
        StringBuilder frame = Back();
        foreach (string line in lines)
        {
            bool isChosen = printer.HasColor && line[0] == '>';
            frame.Append(isChosen ? "\u001b[1m" : "").Append(TextWidth.Cut(line, width)).Append(isChosen ? "\u001b[0m" : "").Append("\r\n");
        }

        printer.Error.Write(frame.ToString());
        _drawn = lines.Count;
    }

    private void Erase()
    {
        printer.Error.Write(Back().ToString());
        _drawn = 0;
    }

    private StringBuilder Back() => new StringBuilder(_drawn > 0 ? $"\u001b[{_drawn}A\r" : "").Append(EraseBelow);
}
