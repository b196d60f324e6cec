using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Tests.Output;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("漢字", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🙂", 2)]
    public void Columns_are_counted(string text, int width) => TextWidth.Of(text).Should().Be(width);

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("漢字漢字", 6, "漢字…")]
    [InlineData("a🙂🙂", 4, "a🙂…")]
    public void What_is_too_wide_is_cut_between_characters(string text, int limit, string cut) => TextWidth.Cut(text, limit).Should().Be(cut);
}
