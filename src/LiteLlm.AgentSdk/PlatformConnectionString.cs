namespace LiteLlm.AgentSdk;

/// <summary>
/// Parses a connection string: <c>Endpoint=https://lap.acme.dev;Key=sk-...</c>. The problems never quote the text, because it may contain
/// a key.
/// </summary>
internal sealed class PlatformConnectionString
{
    public const string Expected = "expected Endpoint=https://lap.example.com;Key=...";

    private const string Field = nameof(AgentPlatformOptions.ConnectionString);

    private PlatformConnectionString()
    {
    }

    /// <summary>Gets the address; null if there is none.</summary>
    public string? Endpoint { get; private set; }

    /// <summary>Gets the key; null if there is none.</summary>
    public string? Key { get; private set; }

    public List<ValidationError> Problems { get; } = [];

    public static PlatformConnectionString Parse(string text)
    {
        PlatformConnectionString read = new();
        int part = 0;
        for (int at = 0; at < text.Length;)
        {
            int end = EndOfPart(text, at);
            part++;
            if (end < 0)
            {
                read.Problems.Add(new(Field, $"a quotation mark of part {part} is not closed; {Expected}"));
                return read;
            }

            read.Add(text.AsSpan(at, end - at).Trim(), part);
            at = end + 1;
        }

        if (read.Endpoint is null && read.Problems.Count == 0)
        {
            read.Problems.Add(new(Field, $"it has no Endpoint; {Expected}"));
        }

        return read;
    }

    private void Add(ReadOnlySpan<char> part, int number)
    {
        if (part.IsEmpty)
        {
            return;
        }

        int equals = part.IndexOf('=');
        ReadOnlySpan<char> name = equals < 0 ? part : part[..equals].TrimEnd();
        bool isEndpoint = name.Equals("Endpoint", StringComparison.OrdinalIgnoreCase);
        if (equals < 0 || (!isEndpoint && !name.Equals("Key", StringComparison.OrdinalIgnoreCase)))
        {
            Problems.Add(new(Field, $"part {number} is neither Endpoint=... nor Key=...; {Expected}. "
                + "Put a value with a semicolon in double quotes"));
            return;
        }

        string field = isEndpoint ? "Endpoint" : "Key";
        string value = Unquoted(part[(equals + 1)..].Trim());
        if (string.IsNullOrWhiteSpace(value))
        {
            Problems.Add(new(Field, $"{field} is empty; {Expected}"));
        }
        else if ((isEndpoint ? Endpoint : Key) is not null)
        {
            Problems.Add(new(Field, $"{field} is given twice"));
        }
        else if (isEndpoint)
        {
            Endpoint = value;
        }
        else
        {
            Key = value;
        }
    }

    /// <summary>
    /// Returns the end of a part: the next semicolon outside quotes, or the end of the text; less than zero if a quote is not closed.
    /// </summary>
    private static int EndOfPart(string text, int start)
    {
        int equals = text.AsSpan(start).IndexOf('=');
        int semicolon = text.AsSpan(start).IndexOf(';');
        if (equals >= 0 && (semicolon < 0 || equals < semicolon))
        {
            int value = start + equals + 1;
            while (value < text.Length && char.IsWhiteSpace(text[value]))
            {
                value++;
            }

            if (value < text.Length && text[value] is '"' or '\'')
            {
                int close = ClosingQuote(text, value);
                if (close < 0)
                {
                    return -1;
                }

                semicolon = text.AsSpan(close).IndexOf(';');
                return semicolon < 0 ? text.Length : close + semicolon;
            }
        }

        return semicolon < 0 ? text.Length : start + semicolon;
    }

    // As in connection strings of databases, a quote inside a quoted value is doubled.
    private static int ClosingQuote(string text, int open)
    {
        for (int i = open + 1; i < text.Length; i++)
        {
            if (text[i] != text[open])
            {
                continue;
            }

            if (i + 1 == text.Length || text[i + 1] != text[open])
            {
                return i;
            }

            i++;
        }

        return -1;
    }

    private static string Unquoted(ReadOnlySpan<char> value)
    {
        if (value.Length < 2 || value[0] is not ('"' or '\'') || value[^1] != value[0])
        {
            return value.ToString();
        }

        string quote = value[0].ToString();
        return value[1..^1].ToString().Replace(quote + quote, quote, StringComparison.Ordinal);
    }
}
