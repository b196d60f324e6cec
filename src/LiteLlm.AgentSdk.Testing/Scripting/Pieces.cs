namespace LiteLlm.AgentSdk.Testing.Scripting;

/// <summary>Splits text into pieces as a model streams it, never inside a surrogate pair.</summary>
internal static class Pieces
{
    public static IReadOnlyList<string> Of(string text, int length)
    {
        var pieces = new List<string>((text.Length / length) + 1);
        for (int start = 0; start < text.Length;)
        {
            int end = Math.Min(start + length, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]) && char.IsLowSurrogate(text[end]))
            {
                end++;
            }

            pieces.Add(text[start..end]);
            start = end;
        }

        return pieces;
    }
}
