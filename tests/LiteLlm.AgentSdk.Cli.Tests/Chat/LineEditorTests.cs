using System.Text;
using LiteLlm.AgentSdk.Cli.Chat.Editing;

namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

public sealed class LineEditorTests
{
    // A bar stands for the cursor.
    [Theory]
    [InlineData("hello", "hello|")]
    [InlineData("hello\u0001X", "X|hello")]
    [InlineData("hello\u0001\u0005X", "helloX|")]
    [InlineData("hello\e[D\e[DX", "helX|lo")]
    [InlineData("hello\e[HX\e[FY", "XhelloY|")]
    [InlineData("hello\e[1~X\e[4~Y", "XhelloY|")]
    [InlineData("hello\eOHX\eOFY", "XhelloY|")]
    [InlineData("ab\u007f\u0008", "|")]
    [InlineData("abc\u0001\e[3~\u0004", "|c")]
    [InlineData("one two\e[D\e[D\u000b", "one t|")]
    [InlineData("one two\e[D\e[D\u0015", "|wo")]
    [InlineData("one two three\u0017\u0017", "one |")]
    [InlineData("one two\u0017X\u0019", "one Xtwo|")]
    [InlineData("one two three\e[1;5D\e[1;5DX", "one X|two three")]
    [InlineData("one two\e[1;5D\e[1;5D\e[1;5CX", "oneX| two")]
    [InlineData("one two\eb\ebX\ef", "Xone| two")]
    [InlineData("one two\e\u007f", "one |")]
    [InlineData("one two\u0001\ed", "| two")]
    [InlineData("a👩‍💻e\u0301\e[D\e[DX", "aX|👩‍💻e\u0301")]
    [InlineData("a👩‍💻\u007f", "a|")]
    [InlineData("漢字\e[D\u007f", "|字")]
    [InlineData("one\u000atwo\e\rthree", "one\ntwo\nthree|")]
    [InlineData("long line\nab\nlonger\e[AX\e[AY", "lonY|g line\nabX\nlonger")]
    [InlineData("ab\ncd\u000b\u0001\u000b", "ab\n|")]
    [InlineData("ab\ncd\u0001\u0015", "ab|cd")]
    [InlineData("\e[200~one\rtwo\r\n\tthree\e[A\e[201~!", "one\ntwo\n\tthree[A!|")]
    [InlineData("x\e[99;9z\e[5~\eOQ\u001a\u001cy", "xy|")]
    public void Keys_edit_the_line(string typed, string shown)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(typed);
        LineEditor atOnce = new();
        Press(atOnce, new KeyDecoder().Decode(bytes));
        LineEditor byteByByte = new();
        KeyDecoder decoder = new();
        foreach (byte one in bytes)
        {
            Press(byteByByte, decoder.Decode([one]));
        }

        Shown(atOnce).Should().Be(shown);
        Shown(byteByByte).Should().Be(shown, "the pieces of the bytes do not matter");
    }

    [Fact]
    public void Earlier_messages_are_recalled_and_the_draft_is_kept()
    {
        LineEditor editor = new();
        Submit(editor, "first");
        Submit(editor, "second");
        Submit(editor, "second");
        Submit(editor, "  ");
        editor.History.Should().Equal("first", "second");

        Type(editor, "draft\e[A");
        Shown(editor).Should().Be("second|");
        Type(editor, "\e[A\e[A\e[A");
        Shown(editor).Should().Be("first|");
        Type(editor, "\e[B\e[B");
        Shown(editor).Should().Be("draft|");
        Type(editor, "\e[B");
        Shown(editor).Should().Be("draft|");
    }

    [Fact]
    public void Completion_goes_as_far_as_all_candidates_agree()
    {
        LineEditor editor = new();
        Type(editor, "/re");
        editor.Complete("/re", ["/restart", "/review code", "/Review docs"]).Should().BeFalse("nothing but what is typed is common to all");
        Type(editor, "v");
        editor.Complete("/rev", ["/review code", "/Review docs"]).Should().BeTrue();
        Shown(editor).Should().Be("/review |");
        Type(editor, "c");
        editor.Complete("/review c", ["/review code"]).Should().BeTrue();
        Shown(editor).Should().Be("/review code |");
        editor.Complete("/x", []).Should().BeFalse();
    }

    [Theory]
    [InlineData("\r", nameof(EditorOutcome.Submitted))]
    [InlineData("\u0003", nameof(EditorOutcome.Interrupted))]
    [InlineData("\u0004", nameof(EditorOutcome.EndOfInput))]
    [InlineData("x\u0004", nameof(EditorOutcome.Edited))]
    [InlineData("\t", nameof(EditorOutcome.Complete))]
    [InlineData("\u000c", nameof(EditorOutcome.ClearScreen))]
    public void Some_keys_have_an_outcome_outside_the_editor(string typed, string outcome) =>
        Type(new LineEditor(), typed).ToString().Should().Be(outcome);

    private static EditorOutcome Type(LineEditor editor, string typed) =>
        Press(editor, new KeyDecoder().Decode(Encoding.UTF8.GetBytes(typed)));

    private static void Submit(LineEditor editor, string text)
    {
        Type(editor, text + "\r").Should().Be(EditorOutcome.Submitted);
        editor.Submit().Should().Be(text);
    }

    private static EditorOutcome Press(LineEditor editor, IReadOnlyList<Key> keys)
    {
        EditorOutcome last = EditorOutcome.Edited;
        foreach (Key key in keys)
        {
            last = editor.Press(key);
        }

        return last;
    }

    private static string Shown(LineEditor editor) => editor.Text.Insert(editor.Cursor, "|");
}
