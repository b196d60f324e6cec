using LiteLlm.AgentSdk.Cli.Rendering;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Document = Markdig.Markdown;

namespace LiteLlm.AgentSdk.Cli.Tests.Rendering;

/// <summary>
/// Compares the blocks that <c>lap</c> recognizes in Markdown with those of Markdig, which reads whole documents. <c>lap</c> shows a line
/// while it arrives, so blocks that only a later line decides are known differences.
/// </summary>
public sealed class MarkdownOracleTests
{
    private static readonly MarkdownPipeline s_markdig = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    /// <summary>Returns the documents of this repository as realistic input.</summary>
    public static TheoryData<string> Corpus
    {
        get
        {
            DirectoryInfo root = Root();
            IEnumerable<string> files = root.EnumerateFiles("*.md")
                .Concat(new DirectoryInfo(Path.Combine(root.FullName, "docs")).EnumerateFiles("*.md"))
                .Select(file => Path.GetRelativePath(root.FullName, file.FullName));
            return [.. files.Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public void The_blocks_of_a_document_are_the_same(string file)
    {
        string text = File.ReadAllText(Path.Combine(Root().FullName, file)).ReplaceLineEndings("\n");
        string[] lines = text.Split('\n');

        string[] lap = Numbered(Lap(text), lines);

        lap.Should().Equal(Numbered(Markdig(text), lines));
        lap.Should().Contain(line => line.Contains(": heading:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("# one\n\ntext\nmore\n\n## two ##\n\n* a\n* b\n  - c\n+ d\n\n1. e\n2) f")]
    [InlineData("> quoted\n> more\n\n---\n\n***\n\n___\n\n- - -")]
    [InlineData("```cs\n# no heading\n- no item\n\n```\n\n~~~~\n```\n~~~~\n\nend")]
    [InlineData("- a\n\n  ```\n  code\n  ```\n- b")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n\n#hashtag\n\n-dash\n\n**bold**\n\n1.5\n\n2024")]
    [InlineData("```\nnever closed\n# still code")]
    public void The_blocks_of_a_reply_are_the_same(string text) => Lap(text).Should().Equal(Markdig(text));

    [Theory]
    [InlineData("Title\n===", "text text", "heading heading", "the line after decides; the title has been shown")]
    [InlineData("Title\n---", "text rule", "heading heading", "the line after decides; the title has been shown")]
    [InlineData("a | b\n--|--\n1 | 2", "text text text", "table table table", "the line after decides; a table has bars at its edge")]
    [InlineData("| a | b |", "table", "text", "the line after decides; one row is a table")]
    [InlineData("text\n2. two", "text item", "text text", "a number in a paragraph is meant as an item")]
    [InlineData("> quoted\nlazy", "quote text", "quote quote", "a line without the mark is not in the quote")]
    [InlineData("    # deep", "heading", "text", "four spaces do not begin code: models indent lists by as many")]
    [InlineData("#\ttab", "text", "heading", "a blank is required behind the mark")]
    public void Known_differences_of_lap_are_listed(string text, string lap, string markdig, string reason)
    {
        string.Join(' ', Lap(text)).Should().Be(lap, reason);
        string.Join(' ', Markdig(text)).Should().Be(markdig, reason);
        lap.Should().NotBe(markdig);
    }

    private static string[] Lap(string text)
    {
        List<string> kinds = [];
        string? fence = null;
        foreach (string line in text.Split('\n'))
        {
            if (fence is not null)
            {
                bool isEnd = MarkdownBlock.IsClosingFence(line, fence, isWhole: true) == true;
                fence = isEnd ? null : fence;
                kinds.Add(isEnd ? "fence" : "code");
                continue;
            }

            MarkdownBlock block = MarkdownBlock.Read(line, isWhole: true);
            fence = block.Kind == MarkdownBlockKind.Fence ? block.Marker : null;
            kinds.Add(block.Kind switch
            {
                MarkdownBlockKind.Blank => "blank",
                MarkdownBlockKind.Heading => "heading",
                MarkdownBlockKind.Quote => "quote",
                MarkdownBlockKind.ListItem => "item",
                MarkdownBlockKind.Fence => "fence",
                MarkdownBlockKind.Rule => "rule",
                MarkdownBlockKind.TableRow => "table",
                _ => "text",
            });
        }

        return [.. kinds];
    }

    private static string[] Markdig(string text)
    {
        string[] lines = text.Split('\n');
        string[] kinds = [.. lines.Select(line => string.IsNullOrWhiteSpace(line) ? "blank" : "text")];
        foreach (Block block in Document.Parse(text, s_markdig).Descendants<Block>())
        {
            int first = text.AsSpan(0, block.Span.Start).Count('\n');
            int last = first + text.AsSpan(block.Span.Start, block.Span.Length).TrimEnd('\n').Count('\n');
            switch (block)
            {
                case HeadingBlock:
                    kinds.AsSpan(first..(last + 1)).Fill("heading");
                    break;
                case QuoteBlock:
                    kinds.AsSpan(first..(last + 1)).Fill("quote");
                    break;
                case Table:
                    kinds.AsSpan(first..(last + 1)).Fill("table");
                    break;
                case ListItemBlock:
                    kinds[first] = "item";
                    break;
                case ThematicBreakBlock:
                    kinds[first] = "rule";
                    break;
                case FencedCodeBlock fenced:
                    kinds.AsSpan(first..(fenced.ClosingFencedCharCount > 0 ? last : lines.Length)).Fill("code");
                    kinds[first] = "fence";
                    if (fenced.ClosingFencedCharCount > 0)
                    {
                        kinds[last] = "fence";
                    }

                    break;
            }
        }

        return kinds;
    }

    private static string[] Numbered(string[] kinds, string[] lines) =>
        [.. kinds.Select((kind, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1}: {kind}: {lines[i]}"))];

    private static DirectoryInfo Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiteLlm.AgentSdk.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("LiteLlm.AgentSdk.sln is in no folder above the tests.");
        }

        return folder;
    }
}
