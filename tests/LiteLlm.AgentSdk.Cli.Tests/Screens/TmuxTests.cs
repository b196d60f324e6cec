namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

public sealed class TmuxTests : IDisposable
{
    private readonly string _with = Directory.CreateTempSubdirectory("lap-path-").FullName;
    private readonly string _without = Directory.CreateTempSubdirectory("lap-path-").FullName;

    public TmuxTests() => File.WriteAllText(Path.Combine(_with, "tmux"), "");

    public void Dispose()
    {
        Directory.Delete(_with, recursive: true);
        Directory.Delete(_without, recursive: true);
    }

    [Theory]
    [InlineData(true, null, false)]
    [InlineData(true, "required", false)]
    [InlineData(false, "required", false)]
    [InlineData(false, null, true)]
    [InlineData(false, "", true)]
    public void A_terminal_test_is_skipped_only_without_tmux_and_if_it_is_not_required(bool isThere, string? wish, bool skipped)
    {
        string path = isThere ? $"{_without}{Path.PathSeparator}{_with}" : _without;
        (Tmux.WhySkipped(path, wish) is not null).Should().Be(skipped);
    }

    [Fact]
    public void A_terminal_test_is_skipped_without_a_path() => Tmux.WhySkipped(path: null, wish: null).Should().Contain("tmux");
}
