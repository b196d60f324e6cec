using System.Globalization;
using System.Text;

namespace LiteLlm.AgentSdk.Testing.Terminals;

/// <summary>
/// The default program of terminals. It echoes typed characters, replies to each line with <c>echo: </c> and the line, prints each new
/// size, and ends on <c>exit</c> or Ctrl-D.
/// </summary>
internal static class TerminalShell
{
    private const string Prompt = "$ ";

    public static async Task RunAsync(LocalTerminal terminal)
    {
        Decoder decoder = Encoding.UTF8.GetDecoder();
        StringBuilder line = new();
        (int Columns, int Rows) size = (100, 30);
        await terminal.WriteAsync(Prompt).ConfigureAwait(false);
        while (await terminal.ReadAsync().ConfigureAwait(false) is { } input)
        {
            StringBuilder output = new();
            if (input.IsResize)
            {
                if (size != (input.Columns, input.Rows))
                {
                    size = (input.Columns, input.Rows);
                    output.Append(CultureInfo.InvariantCulture, $"\r\n[{size.Columns}x{size.Rows}]\r\n{Prompt}{line}");
                }
            }
            else
            {
                char[] keys = new char[decoder.GetCharCount(input.Keys.Span, flush: false)];
                decoder.GetChars(input.Keys.Span, keys, flush: false);
                foreach (char key in keys)
                {
                    if (!Type(key, line, output))
                    {
                        await terminal.WriteAsync(output.Append("\r\n").ToString()).ConfigureAwait(false);
                        return;
                    }
                }
            }

            await terminal.WriteAsync(output.ToString()).ConfigureAwait(false);
        }
    }

    /// <returns>true if the shell continues; otherwise, false.</returns>
    private static bool Type(char key, StringBuilder line, StringBuilder output)
    {
        switch (key)
        {
            case '\r' or '\n' when line.Equals("exit"):
            case '\x4' when line.Length == 0:
                return false;
            case '\r' or '\n':
                output.Append("\r\necho: ").Append(line).Append("\r\n").Append(Prompt);
                line.Clear();
                return true;
            case '\x7f' or '\b':
                output.Append(line.Length > 0 ? "\b \b" : "");
                line.Length -= line.Length > 0 ? 1 : 0;
                return true;
            default:
                line.Append(key);
                output.Append(key);
                return true;
        }
    }
}
