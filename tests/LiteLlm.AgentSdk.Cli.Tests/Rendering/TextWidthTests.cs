using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Tests.Rendering;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("e\u0301", 1)]
    [InlineData("漢字", 4)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("한국", 4)]
    [InlineData("각", 2)]
    [InlineData("😀", 2)]
    [InlineData("👩‍💻", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("✓→─", 3)]
    public void The_width_of_text_is_counted_in_columns(string text, int columns) => TextWidth.Of(text).Should().Be(columns);
}
