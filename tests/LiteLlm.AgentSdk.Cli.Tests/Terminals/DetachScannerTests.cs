using System.Text;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Tests.Terminals;

public sealed class DetachScannerTests
{
    [Theory]
    [InlineData("abc", null)]
    [InlineData("abc\u0004def", 3)]
    [InlineData("x\e[100;5u", 1)]
    [InlineData("\e[100;5:1u", 0)]
    [InlineData("\e[27;5;100~", 0)]
    [InlineData("\e[100;6u", null)]
    [InlineData("\e[200~a\u0004b\e[201~", null)]
    [InlineData("\e[200~a\u0004b\e[201~\u0004", 15)]
    public void Ctrl_D_is_found_where_it_was_typed(string keys, int? at) =>
        new DetachScanner().Find(Encoding.UTF8.GetBytes(keys)).Should().Be(at);

    [Fact]
    public void A_pasted_block_may_arrive_in_pieces()
    {
        DetachScanner scanner = new();
        int? found = null;
        foreach (byte one in "\e[200~\u0004\e\e[201~x"u8.ToArray())
        {
            found ??= scanner.Find([one]);
        }

        found.Should().BeNull();
        scanner.Find("\u0004"u8).Should().Be(0);
    }
}
