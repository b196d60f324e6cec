namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>Writes plain text in one style, wrapped between words.</summary>
internal sealed class PlainText(StyledWriter output, Func<int> columns, TextStyle style = TextStyle.None) : IStreamedText
{
    private readonly WrappedWriter _wrapped = new(output, columns);

    public void Write(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                _wrapped.EndLine();
            }

            _wrapped.Write(lines[i], style);
        }
    }

    public void Finish()
    {
        if (!_wrapped.IsAtStart)
        {
            _wrapped.EndLine();
        }
    }
}
