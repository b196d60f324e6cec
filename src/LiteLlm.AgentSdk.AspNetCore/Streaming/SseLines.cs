namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>Splits a text into lines as server-sent events define them: only LF, CR and CRLF end a line.</summary>
internal static class SseLines
{
    public static Enumerator EnumerateSseLines(this ReadOnlySpan<char> text) => new(text);

    public ref struct Enumerator(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;
        private bool _isOver;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_isOver)
            {
                return false;
            }

            int end = _rest.IndexOfAny('\r', '\n');
            if (end < 0)
            {
                Current = _rest;
                _isOver = true;
                return true;
            }

            Current = _rest[..end];
            bool two = _rest[end] == '\r' && end + 1 < _rest.Length && _rest[end + 1] == '\n';
            _rest = _rest[(end + (two ? 2 : 1))..];
            return true;
        }
    }
}
