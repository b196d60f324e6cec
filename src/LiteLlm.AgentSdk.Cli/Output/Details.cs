namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Prints one item with a line for each field. Fields without a value are omitted.</summary>
internal sealed class Details
{
    private readonly List<(string Name, string Value)> _fields = [];

    public Details Add(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            _fields.Add((name, Printer.OneLine(value)));
        }

        return this;
    }

    public Details Add(string name, IEnumerable<string> values) => Add(name, string.Join(", ", values));

    public void Print(Printer printer)
    {
        int width = 0;
        foreach ((string name, _) in _fields)
        {
            width = Math.Max(width, name.Length + 2);
        }

        foreach ((string name, string value) in _fields)
        {
            printer.WriteLine($"{(name + ":").PadRight(width)}{value}");
        }
    }
}
