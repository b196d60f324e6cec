using LiteLlm.AgentSdk.Cli.Chat.Editing;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

public sealed class LineLayoutTests
{
    [Fact]
    public void Full_rows_are_broken()
    {
        LineLayout layout = LineLayout.Of("abcdefgh", 4, 5);
        layout.Rows.Should().Equal("abcd", "efgh");
        (layout.CursorRow, layout.CursorColumn).Should().Be((1, 0));
        LineLayout.Of("abcd", 4, 5).Should().BeEquivalentTo(new { Rows = new[] { "abcd" }, CursorRow = 0, CursorColumn = 4 },
            "there is a column for the cursor");
    }

    [Fact]
    public void A_wide_character_is_not_split()
    {
        LineLayout layout = LineLayout.Of("abc漢字", 3, 5);
        layout.Rows.Should().Equal("abc", "漢字");
        (layout.CursorRow, layout.CursorColumn).Should().Be((1, 0));
    }

    [Fact]
    public void Line_breaks_end_rows_and_tabs_take_room()
    {
        LineLayout layout = LineLayout.Of("a\n\n\tb\n", 7, 20);
        layout.Rows.Should().Equal("a", "", "    b", "");
        (LineLayout.Of("a\n\n\tb\n", 6, 20).CursorRow, LineLayout.Of("a\n\n\tb\n", 6, 20).CursorColumn).Should().Be((3, 0));
        (LineLayout.Of("a\n\n\tb\n", 4, 20).CursorRow, LineLayout.Of("a\n\n\tb\n", 4, 20).CursorColumn).Should().Be((2, 4));
    }

    [Fact]
    public void Pasted_text_is_made_harmless()
    {
        LineLayout layout = LineLayout.Of("a\u202eb", 2, 20);
        layout.Rows.Should().Equal("a<U+202E>b");
        layout.CursorColumn.Should().Be(9);
    }

    [Fact]
    public void No_row_is_too_wide_and_nothing_is_lost()
    {
        Random random = new(3);
        string[] bits = ["a", " ", "漢", "👩‍💻", "e\u0301", "\n", "\t", "xyz"];
        for (int round = 0; round < 500; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(0, 40)).Select(_ => bits[random.Next(bits.Length)]));
            int columns = random.Next(6, 20);
            LineLayout layout = LineLayout.Of(text, text.Length, columns);
            layout.Rows.Should().OnlyContain(row => TextWidth.Of(row) < columns);
            string.Concat(layout.Rows).Should().Be(text.Replace("\n", "", StringComparison.Ordinal).Replace("\t", "    ",
                StringComparison.Ordinal));
            layout.CursorRow.Should().Be(layout.Rows.Count - 1);
            layout.CursorColumn.Should().Be(TextWidth.Of(layout.Rows[^1]));
        }
    }
}
