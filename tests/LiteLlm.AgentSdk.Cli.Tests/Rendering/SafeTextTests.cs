using System.Text;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Tests.Rendering;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain, with ümläuts, 漢字, 👩‍💻 and\ttabs\n", "plain, with ümläuts, 漢字, 👩‍💻 and\ttabs\n")]
    [InlineData("\u001b]52;c;aGk=\u0007", "␛]52;c;aGk=␇")]
    [InlineData("\u001b[2J\u001b[31mred", "␛[2J␛[31mred")]
    [InlineData("safe\rrm -rf /", "safe␍rm -rf /")]
    [InlineData("one\r\ntwo\r", "one\ntwo␍")]
    [InlineData("abc\b\b\u007f", "abc␈␈␡")]
    [InlineData("\u009b31m\u0090q\u009c\u0085", "<U+009B>31m<U+0090>q<U+009C><U+0085>")]
    [InlineData("a\u202eb\u2066c\u200fd", "a<U+202E>b<U+2066>c<U+200F>d")]
    [InlineData("a\u2028b\u2029\ufeff\u200b", "a<U+2028>b<U+2029><U+FEFF><U+200B>")]
    [InlineData("\U000e0041", "<U+E0041>")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    [InlineData("\0", "␀")]
    public void Control_sequences_are_made_visible(string untrusted, string shown) => SafeText.Clean(untrusted).Should().Be(shown);

    [Fact]
    public void Half_a_character_is_replaced() =>
        SafeText.Clean("a" + '\ud83d' + "b" + '\udc00' + '\ud83d').Should().Be("a\ufffdb\ufffd\ufffd");

    [Fact]
    public void Single_line_text_has_blanks_for_breaks_and_is_cut()
    {
        SafeText.Line("  a\n   b\r\n\tc\u001b ").Should().Be("a b c␛");
        SafeText.Line("漢字漢字", 5).Should().Be("漢字…");
        SafeText.Line("abc", 3).Should().Be("abc");
        SafeText.Line("abcd", 3).Should().Be("ab…");
    }

    /// <summary>The output does not depend on the pieces of the input, and contains no control sequences.</summary>
    [Fact]
    public void Pieces_make_no_difference()
    {
        Random random = new(20260704);
        for (int round = 0; round < 2000; round++)
        {
            string text = Hostile.Text(random, random.Next(1, 60));
            SafeTextStream stream = new();
            StringBuilder output = new();
            foreach (string piece in Hostile.Pieces(text, random))
            {
                output.Append(stream.Push(piece));
            }

            output.Append(stream.Finish());
            output.ToString().Should().Be(SafeText.Clean(text));
            Hostile.Obeyed(output.ToString()).Should().BeEmpty("of {0}", Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)));
        }
    }
}
