using System.Text;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary>
/// Reads files of variables in the format of shells and Docker: <c>NAME=value</c>, optional <c>export</c>, comments, quoted values.
/// </summary>
internal static class DotEnv
{
    private const string Export = "export ";

    public static void Read(string file, string text, EnvironmentVariables into)
    {
        int number = 0;
        foreach (string rawLine in text.Split('\n'))
        {
            number++;
            string line = rawLine.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith(Export, StringComparison.Ordinal))
            {
                line = line[Export.Length..].TrimStart();
            }

            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                // The message does not quote the line, because it can be a secret without a name.
                throw CliException.Usage($"{file}, line {number}: expected NAME=value.");
            }

            into[line[..equals].TrimEnd()] = Value(line[(equals + 1)..].Trim());
        }
    }

    private static string Value(string text)
    {
        if (text.Length >= 2 && (text[0] is '"' or '\'') && text[^1] == text[0])
        {
            string inner = text[1..^1];
            return text[0] == '\'' ? inner : Unescape(inner);
        }

        // A comment after an unquoted value begins with a space.
        int comment = text.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? text : text[..comment].TrimEnd();
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder plain = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            char next = text[++i];
            _ = next switch
            {
                'n' => plain.Append('\n'),
                'r' => plain.Append('\r'),
                't' => plain.Append('\t'),
                '"' or '\\' or '$' => plain.Append(next),
                _ => plain.Append('\\').Append(next),
            };
        }

        return plain.ToString();
    }
}
