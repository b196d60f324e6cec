namespace LiteLlm.AgentSdk;

/// <summary>
/// An immutable, thread-safe text for appending pieces. Appending returns a new value that shares the buffers of the old one, at a cost
/// that does not depend on the length. Values that are appended to each other share a chain of buffers, so that a thousand snapshots need
/// little more memory than the last one. The string is created when it is first read, and then replaces the buffers.
/// </summary>
internal sealed class TextRope
{
    // The buffer with the last piece. Set to null after _text has been set, never before.
    private Room? _room;
    private string? _text;

    private TextRope(string text)
    {
        _text = text;
        Length = text.Length;
    }

    private TextRope(Room room, int length)
    {
        _room = room;
        Length = length;
    }

    public int Length { get; }

    public static TextRope? Of(string text) => text.Length == 0 ? null : new(text);

    /// <summary>Returns the text with a piece appended.</summary>
    public static TextRope? Append(TextRope? text, string piece)
    {
        if (piece.Length == 0 || text is null)
        {
            return text ?? Of(piece);
        }

        int length = checked(text.Length + piece.Length);
        Room? room = Volatile.Read(ref text._room);
        if (room is null || !room.TryAppend(text.Length, piece))
        {
            room = new Room(room ?? new Room(text._text!), text.Length, piece);
        }

        return new TextRope(room, length);
    }

    public override string ToString()
    {
        if (Volatile.Read(ref _text) is { } text)
        {
            return text;
        }

        if (Volatile.Read(ref _room) is not { } room)
        {
            // Another thread has just created the string.
            return _text!;
        }

        text = string.Create(Length, room, static (characters, room) => room.CopyTo(characters));
        Volatile.Write(ref _text, text);
        Volatile.Write(ref _room, null);
        return text;
    }

    /// <summary>
    /// A buffer for pieces, which is filled from its beginning; filled characters never change. The first value that is appended to a text
    /// uses the free space after it; further values that are appended to the same text get a new buffer.
    /// </summary>
    private sealed class Room
    {
        private const int Least = 32;
        private const int Most = 4096;

        private readonly Room? _before;
        private readonly int _start;
        private readonly ReadOnlyMemory<char> _filled;
        private readonly char[] _characters;
        private int _used;

        public Room(string text)
        {
            _filled = text.AsMemory();
            _characters = [];
        }

        public Room(Room before, int start, string piece)
        {
            _before = before;
            _start = start;
            _characters = new char[Math.Max(piece.Length, Math.Clamp(start / 4, Least, Most))];
            _filled = _characters;
            _used = piece.Length;
            piece.CopyTo(_characters);
        }

        public bool TryAppend(int length, string piece)
        {
            int at = length - _start;
            if (piece.Length > _characters.Length - at || Interlocked.CompareExchange(ref _used, at + piece.Length, at) != at)
            {
                return false;
            }

            piece.CopyTo(_characters.AsSpan(at));
            return true;
        }

        /// <summary>Writes the text that ends in this buffer and has the length of the span.</summary>
        public void CopyTo(Span<char> characters)
        {
            for (Room? room = this; room is not null; room = room._before)
            {
                room._filled.Span[..(characters.Length - room._start)].CopyTo(characters[room._start..]);
                characters = characters[..room._start];
            }
        }
    }
}
