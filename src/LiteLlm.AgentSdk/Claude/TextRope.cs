namespace LiteLlm.AgentSdk;

/// <summary>
/// A text that grows by pieces: each growth is a new value that shares everything with the one before, at a cost that does not depend on the length. The text is put together
/// when it is read, and then kept in place of the pieces, so that neither reading often nor reading never holds more than is needed. Immutable to its users, for all threads.
/// </summary>
internal sealed class TextRope
{
    private readonly string _piece;

    // Until the text is made, what was there before the piece. Taken away after the text has been set, never before.
    private TextRope? _before;
    private string? _text;

    private TextRope(TextRope? before, string piece)
    {
        _before = before;
        _piece = piece;
        _text = before is null ? piece : null;
        Length = checked((before?.Length ?? 0) + piece.Length);
    }

    public int Length { get; }

    public static TextRope? Of(string text) => text.Length == 0 ? null : new(before: null, text);

    /// <summary>The text, longer by a piece.</summary>
    public static TextRope? Append(TextRope? text, string piece) => piece.Length == 0 ? text : new(text, piece);

    public override string ToString()
    {
        if (Volatile.Read(ref _text) is { } text)
        {
            return text;
        }

        text = string.Create(Length, this, static (characters, rope) => Copy(rope, characters));
        Volatile.Write(ref _text, text);
        Volatile.Write(ref _before, null);
        return text;
    }

    private static void Copy(TextRope rope, Span<char> characters)
    {
        while (true)
        {
            string? text = Volatile.Read(ref rope._text);
            TextRope? before = text is null ? Volatile.Read(ref rope._before) : null;
            if (before is null)
            {
                // No text and nothing before it: another thread has just made the text.
                (text ?? Volatile.Read(ref rope._text))!.CopyTo(characters);
                return;
            }

            rope._piece.CopyTo(characters[before.Length..]);
            characters = characters[..before.Length];
            rope = before;
        }
    }
}
