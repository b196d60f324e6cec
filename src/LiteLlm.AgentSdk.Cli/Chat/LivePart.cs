using System.Text;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The shown text of a part, in a turn that is followed from its middle.</summary>
internal sealed class LivePart
{
    /// <summary>Gets the text that has been shown.</summary>
    public StringBuilder Shown { get; } = new();

    /// <summary>Gets the confirmed text, which the SDK has returned in its order.</summary>
    public StringBuilder Placed { get; } = new();

    /// <summary>Gets or sets the held streamed text that can repeat the shown text; null if there is none.</summary>
    public StringBuilder? Held { get; set; }

    public bool IsReasoning { get; set; }

    /// <summary>Gets or sets a value indicating whether text was shown that the SDK has not confirmed yet.</summary>
    public bool IsAhead { get; set; }

    /// <summary>Gets or sets a value indicating whether the start of the tool was shown.</summary>
    public bool IsStarted { get; set; }

    /// <summary>Gets or sets a value indicating whether the end of the tool was shown.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Adds text to the end.</summary>
    /// <returns>The new text; empty while it can be a repetition.</returns>
    public string Append(string delta)
    {
        if (!IsAhead && Shown.Length > 0)
        {
            // The shown text is from the session's messages, and the stream can repeat its end.
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

    /// <summary>Sets the text of the part from its beginning.</summary>
    /// <param name="text">The text, which can still grow.</param>
    /// <param name="more">The text to show: the rest of the text, or all of it.</param>
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
