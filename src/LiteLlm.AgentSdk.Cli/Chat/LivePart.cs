using System.Text;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>What has been shown of a part of a turn that is followed from its middle on.</summary>
internal sealed class LivePart
{
    /// <summary>Gets the text that has been shown.</summary>
    public StringBuilder Shown { get; } = new();

    /// <summary>Gets the text that is certain: the SDK has given it in its place.</summary>
    public StringBuilder Placed { get; } = new();

    /// <summary>Gets or sets text of the stream that may repeat what is shown; null when nothing is held.</summary>
    public StringBuilder? Held { get; set; }

    public bool IsReasoning { get; set; }

    /// <summary>Gets or sets a value indicating whether text was shown ahead of the SDK, which has not confirmed it yet.</summary>
    public bool IsAhead { get; set; }

    /// <summary>Gets or sets a value indicating whether the start of the tool was shown.</summary>
    public bool IsStarted { get; set; }

    /// <summary>Gets or sets a value indicating whether the end of the tool was shown.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Shows what has grown at the end.</summary>
    /// <returns>What is new of it; empty while that may be a repetition.</returns>
    public string Grow(string delta)
    {
        if (!IsAhead && Shown.Length > 0)
        {
            // What stands there was read in the session's messages, and the stream may repeat the end of it.
            Held = new StringBuilder();
        }

        IsAhead = true;
        if (Held is null)
        {
            Shown.Append(delta);
            return delta;
        }

        string stream = Held.Append(delta).ToString();
        string shown = Shown.ToString();
        if (shown.Contains(stream, StringComparison.Ordinal))
        {
            return "";
        }

        int same = Math.Min(shown.Length, stream.Length - 1);
        while (!shown.AsSpan().EndsWith(stream.AsSpan(0, same), StringComparison.Ordinal))
        {
            same--;
        }

        Held = null;
        Shown.Append(stream, same, stream.Length - same);
        return stream[same..];
    }

    /// <summary>Takes the part as it reads from its beginning.</summary>
    /// <param name="text">The text, of which more may follow.</param>
    /// <param name="more">What has to be shown: the rest of the text, or all of it.</param>
    /// <returns>True if what has been shown is the beginning of the text; otherwise, false.</returns>
    public bool TryComplete(string text, out string more)
    {
        string shown = Shown.ToString();
        more = "";
        if (shown.StartsWith(text, StringComparison.Ordinal))
        {
            return true;
        }

        bool isBeginning = text.StartsWith(shown, StringComparison.Ordinal);
        more = isBeginning ? text[shown.Length..] : text;
        Held = null;
        Shown.Clear().Append(text);
        return isBeginning;
    }
}
