namespace LiteLlm.AgentSdk.Testing.Scripting;

/// <summary>Cuts text as a model streams it, never between the halves of a surrogate pair.</summary>
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
