using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>The beginning of a line of Markdown.</summary>
/// <param name="Kind">The kind of block that begins.</param>
/// <param name="Length">The number of characters of the beginning.</param>
/// <param name="Indent">The indentation.</param>
/// <param name="Marker">The bullet or number of a list, or the fence.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MarkdownBlock(MarkdownBlockKind Kind, int Length = 0, int Indent = 0, string Marker = "")
{
    private const int MostDigits = 9;

    // A longer undecided beginning is a paragraph: the marks of tables, rules and fences are shorter.
    private const int LongestHeld = 4000;

    /// <param name="line">The known part of the line.</param>
    /// <param name="isWhole">true if the line is complete; otherwise, false.</param>
    public static MarkdownBlock Read(ReadOnlySpan<char> line, bool isWhole)
    {
        if (line.Length <= LongestHeld)
        {
            return ReadBounded(line, isWhole);
        }

        MarkdownBlock block = ReadBounded(line[..LongestHeld], isWhole: false);
        return block.Kind == MarkdownBlockKind.Unknown ? new(MarkdownBlockKind.Paragraph) : block;
    }

    private static MarkdownBlock ReadBounded(ReadOnlySpan<char> line, bool isWhole)
    {
        int indent = line.Length - line.TrimStart(" \t").Length;
        ReadOnlySpan<char> rest = line[indent..];
        if (rest.IsEmpty)
        {
            return new(isWhole ? MarkdownBlockKind.Blank : MarkdownBlockKind.Unknown);
        }

        char first = rest[0];
        int run = rest.Length - rest.TrimStart(first).Length;
        bool isCut = !isWhole && run == rest.Length;
        MarkdownBlock block = first switch
        {
            '#' when isCut => default,
            '#' when run <= 6 && (run == rest.Length || rest[run] == ' ') =>
                new(MarkdownBlockKind.Heading, indent + Math.Min(run + 1, rest.Length), indent),
            '`' or '~' when isCut => default,
            '`' or '~' when run >= 3 && !rest[run..].Contains('`') =>
                isWhole ? new(MarkdownBlockKind.Fence, line.Length, indent, new string(first, run)) : default,
            '>' when isCut && run == 1 => default,
            '>' => new(MarkdownBlockKind.Quote, indent + (rest.Length > 1 && rest[1] == ' ' ? 2 : 1), indent),
            '|' => isWhole ? new(MarkdownBlockKind.TableRow, line.Length, indent) : default,
            '-' or '*' or '_' or '+' => RuleOrItem(rest, line.Length, indent, isWhole),
            >= '0' and <= '9' => ReadNumbered(rest, indent, isWhole),
            _ => new(MarkdownBlockKind.Paragraph, 0, indent),
        };

        return block.Kind == MarkdownBlockKind.Unknown && isWhole ? new(MarkdownBlockKind.Paragraph, 0, indent) : block;
    }

    /// <summary>Checks whether the line ends the code block of the fence; null if this is not yet known.</summary>
    public static bool? IsClosingFence(ReadOnlySpan<char> line, string fence, bool isWhole)
    {
        if (line.Length > LongestHeld)
        {
            return false;
        }

        ReadOnlySpan<char> trimmed = line.Trim(" \t");
        bool isFence = trimmed.Trim(fence[0]).IsEmpty;
        return !isFence ? false : isWhole ? trimmed.Length >= fence.Length : null;
    }

    private static MarkdownBlock RuleOrItem(ReadOnlySpan<char> rest, int whole, int indent, bool isWhole)
    {
        char first = rest[0];
        bool alone = rest.IndexOfAnyExcept(first, ' ') < 0;
        if (alone && first != '+')
        {
            if (!isWhole)
            {
                return default;
            }

            if (rest.Count(first) >= 3)
            {
                return new(MarkdownBlockKind.Rule, whole, indent);
            }
        }

        return first == '_' || (rest.Length > 1 && rest[1] != ' ') ? new(MarkdownBlockKind.Paragraph, 0, indent)
            : rest.Length > 1 ? new(MarkdownBlockKind.ListItem, indent + 2, indent, "•")
            : default;
    }

    private static MarkdownBlock ReadNumbered(ReadOnlySpan<char> rest, int indent, bool isWhole)
    {
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0)
        {
            return isWhole || rest.Length > MostDigits ? new(MarkdownBlockKind.Paragraph, 0, indent) : default;
        }

        return digits > MostDigits || rest[digits] is not ('.' or ')') || (digits + 1 < rest.Length && rest[digits + 1] != ' ')
            ? new(MarkdownBlockKind.Paragraph, 0, indent)
            : digits + 1 < rest.Length ? new(MarkdownBlockKind.ListItem, indent + digits + 2, indent, rest[..(digits + 1)].ToString())
            : default;
    }
}
