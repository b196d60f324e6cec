using System.Text;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat.Editing;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>
/// Lets the user choose one of several: arrow keys move, letters narrow the list, Enter takes, Escape leaves. Drawn by hand, on a few
/// lines that are gone afterwards: what Spectre.Console has for it is not safe to trim.
/// </summary>
internal sealed class Picker<T>(IReadOnlyList<T> items, Func<T, string> line, string kind, Printer printer)
    where T : class
{
    private const int Rows = 10;
    private const string EraseBelow = "\u001b[J";

    private string _filter = "";
    private int _at;
    private int _drawn;

    /// <summary>Gets the choice; null if the user cancels.</summary>
    public async Task<T?> PickAsync(Interrupts interrupts)
    {
        using TerminalDevice device = TerminalDevice.Open();
        using RawMode raw = RawMode.Enter(device, RawModeKind.Keys, "", "");
        using KeySource source = new(device);
        raw.Continued = source.Redraw;
        try
        {
            return await PickAsync(source, device, interrupts);
        }
        finally
        {
            Erase();
        }
    }

    private async Task<T?> PickAsync(KeySource source, TerminalDevice device, Interrupts interrupts)
    {
        while (true)
        {
            T[] fitting = [.. items.Where(Matches)];
            _at = Math.Clamp(_at, 0, Math.Max(0, fitting.Length - 1));
            Draw(fitting, device.Size.Columns);
            if (!await source.Keys.WaitToReadAsync(interrupts.Token) || !source.Keys.TryRead(out Key key))
            {
                return null;
            }

            switch (key.Kind)
            {
                case KeyKind.Enter when fitting.Length > 0:
                    return fitting[_at];
                case KeyKind.Escape or KeyKind.EndOfInput:
                    return null;
                case KeyKind.Interrupt:
                    interrupts.Interrupt();
                    break;
                case KeyKind.Up:
                    _at = _at == 0 ? fitting.Length - 1 : _at - 1;
                    break;
                case KeyKind.Down:
                    _at = _at + 1 >= fitting.Length ? 0 : _at + 1;
                    break;
                case KeyKind.PageUp:
                    _at -= Rows;
                    break;
                case KeyKind.PageDown:
                    _at += Rows;
                    break;
                case KeyKind.Backspace when _filter.Length > 0:
                    _filter = _filter[..^1];
                    break;
                case KeyKind.Text or KeyKind.Paste:
                    _filter += SafeText.Clean(key.Text).ReplaceLineEndings(" ");
                    _at = 0;
                    break;
                default:
                    break;
            }
        }
    }

    private string Line(T item) => Printer.OneLine(line(item));

    private bool Matches(T item) => Line(item).Contains(_filter, StringComparison.OrdinalIgnoreCase);

    private void Draw(T[] fitting, int columns)
    {
        int width = Math.Max(2, columns - 1);
        int first = Math.Clamp(_at - (Rows / 2), 0, Math.Max(0, fitting.Length - Rows));
        List<string> lines = [$"Which {kind}? {_filter}"];
        for (int i = first; i < Math.Min(first + Rows, fitting.Length); i++)
        {
            lines.Add((i == _at ? "> " : "  ") + Line(fitting[i]));
        }

        lines.Add(fitting.Length == items.Count
            ? $"  {items.Count} {kind}s; up, down, letters of a name, Enter; Escape leaves"
            : $"  {fitting.Length} of {items.Count} {kind}s");
        StringBuilder frame = BeginFrame();
        foreach (string text in lines)
        {
            bool isChosen = printer.HasColor && text[0] == '>';
            frame.Append(isChosen ? "\u001b[1m" : "").Append(TextWidth.Cut(text, width)).Append(isChosen ? "\u001b[0m" : "").Append("\r\n");
        }

        printer.Error.Write(frame.ToString());
        _drawn = lines.Count;
    }

    private void Erase()
    {
        printer.Error.Write(BeginFrame().ToString());
        _drawn = 0;
    }

    private StringBuilder BeginFrame() => new StringBuilder(_drawn > 0 ? $"\u001b[{_drawn}A\r" : "").Append(EraseBelow);
}
