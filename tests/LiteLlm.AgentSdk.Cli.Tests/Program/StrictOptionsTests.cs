namespace LiteLlm.AgentSdk.Cli.Tests.Program;

/// <summary>A word that looks like an unknown option is never used as a value.</summary>
public sealed class StrictOptionsTests
{
    [Theory]
    [InlineData("'--verbos'; did you mean '--verbose'?", "send", "bot", "--verbos")]
    [InlineData("'--verbos'; did you mean '--verbose'?", "--verbos")]
    [InlineData("'--resum'; did you mean '--resume'?", "--resum", "x")]
    [InlineData("'--pined'; did you mean '--pinned'?", "memory", "add", "x", "--pined")]
    [InlineData("'--severty'; did you mean '--severity'?", "issues", "create", "x", "--severty")]
    [InlineData("--name needs a value, and '--modell' looks like an option; did you mean '--model'?", "agents", "create", "-n", "--modell",
        "-m", "m")]
    [InlineData("'--yse'; did you mean '--yes'?", "agents", "rm", "--yse", "s")]
    [InlineData("There is no option '--force'", "skills", "rm", "--force", "s")]
    [InlineData("There is no option '-x'", "sessions", "rm", "-x")]
    [InlineData("'--nope'", "agents", "--nope")]
    [InlineData("'--titel'; did you mean '--title'?", "run", "bot", "--titel=x")]
    [InlineData("There is no option '- one'", "send", "bot", "- one")]
    public async Task A_misspelled_option_is_an_error_with_a_suggestion_and_no_request(string problem, params string[] arguments)
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("bot");
        int before = lap.Platform.ReceivedRequests.Count;
        (await lap.RunAsync(arguments)).Fails(2, problem);
        lap.Platform.ReceivedRequests.Should().HaveCount(before);
    }

    [Fact]
    public async Task Such_words_are_texts_after_two_dashes_or_an_equals_sign()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("bot");
        (await lap.RunAsync("send", "bot", "--", "--verbos")).Succeeds().Line.Should().Be("echo: --verbos");
        (await lap.RunAsync("send", "--quiet", "--", "bot", "- one\n- two")).Succeeds().Line.Should().Be("echo: - one\n- two");
        string id = (await lap.RunAsync("agents", "create", "-m", "m", "--name=--odd", "--prompt=-x")).Succeeds().Line;
        (await lap.Client.Agents.GetAsync(id)).Name.Should().Be("--odd");
        (await lap.RunWithInputAsync("hello", "send", "bot", "-")).Succeeds().Line.Should().Be("echo: hello");
    }

    [Theory]
    [InlineData("There is no command 'lst'; did you mean 'list'?", "agents", "lst")]
    [InlineData("There is no command 'atach'; did you mean 'attach'?", "sessions", "atach", "x")]
    [InlineData("'words' is an extra argument", "send", "bot", "two", "words")]
    public async Task An_unknown_word_is_named(string problem, params string[] arguments)
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync(arguments)).Fails(2, problem);
        lap.Platform.ReceivedRequests.Should().BeEmpty();
    }
}
