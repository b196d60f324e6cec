using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Account;

public sealed class LoginTests
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/api")]
    [InlineData("/api/v1/managed_agents")]
    public async Task Piped_answers_log_in_with_every_form_of_the_address(string ending)
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        Result login = (await lap.RunWithInputAsync($"{lap.Address}{ending}\r\n {Lap.Key} \r\n", "login")).Succeeds();
        login.Out.Should().BeEmpty();
        login.Error.Should().Contain("Logged in to " + lap.Address).And.NotContain(Lap.Key);
        (await lap.RunAsync("agents", "--json")).Succeeds().Out.Should().Be("[]\n");
    }

    [Fact]
    public async Task The_file_is_for_its_owner_alone_and_both_older_programs_can_read_it()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        (await lap.RunWithInputAsync($"{lap.Address}\n{Lap.Key}\n", "login")).Succeeds();
        File.GetUnixFileMode(lap.ConfigFile).Should().Be(OwnerFile);
        File.GetUnixFileMode(Path.GetDirectoryName(lap.ConfigFile)!).Should().Be(OwnerFile | UnixFileMode.UserExecute);
        Directory.GetFiles(Path.GetDirectoryName(lap.ConfigFile)!).Should().ContainSingle("no draft is left behind");
        JsonElement file = ReadFile(lap);
        file.GetProperty("baseUrl").GetString().Should().Be(lap.Address);
        file.GetProperty("apiKey").GetString().Should().Be(Lap.Key);
        file.GetProperty("base").GetString().Should().Be(lap.Address);
        file.GetProperty("key").GetString().Should().Be(Lap.Key);
    }

    [Fact]
    public async Task A_refused_key_is_not_saved()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        Result login =
            (await lap.RunWithInputAsync($"{lap.Address}\nsk-wrong-canary\n", "login")).Fails(4, "refused the key; nothing was saved");
        login.Error.Should().NotContain("sk-wrong-canary");
        File.Exists(lap.ConfigFile).Should().BeFalse();
    }

    [Fact]
    public async Task An_address_without_a_platform_is_not_saved()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        (await lap.RunWithInputAsync($"{lap.Address}/elsewhere\n{Lap.Key}\n", "login")).Fails(3, "returned 404, which a platform does not");
        (await lap.RunWithInputAsync($"127.0.0.1:1\n{Lap.Key}\n", "login")).Fails(1, "Check the address");
        File.Exists(lap.ConfigFile).Should().BeFalse();
    }

    [Fact]
    public async Task Input_that_ends_early_is_reported()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        (await lap.RunAsync("login")).Fails(2, "Address of the platform: the input ended");
        (await lap.RunWithInputAsync($"{lap.Address}\n", "login")).Fails(2, "API key: the input ended");
        (await lap.RunWithInputAsync($"{lap.Address}\n\n", "login")).Fails(2, "API key: the input is empty");
    }

    [Fact]
    public async Task A_key_on_the_command_line_works_and_is_warned_about()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        Result login = (await lap.RunAsync("login", "--base-url", lap.Address, "--api-key", Lap.Key)).Succeeds();
        login.Error.Should().Contain("warning: --api-key is visible to everyone").And.NotContain(Lap.Key);
        Result agents = (await lap.RunAsync("agents", "--base-url", lap.Address, "--api-key", Lap.Key)).Succeeds();
        agents.Error.Should().Contain("warning: --api-key is visible to everyone").And.NotContain(Lap.Key);
        (await lap.RunAsync("agents", "--base-url", lap.Address, "--api-key", Lap.Key, "--quiet")).Succeeds().Error.Should().BeEmpty();
    }

    [Fact]
    public async Task In_a_terminal_the_key_is_not_shown()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        using Screen screen = lap.OpenTerminal("login");
        await screen.AfterAsync("Address of the platform: ", lap.Address + "\n");
        await screen.AfterAsync("API key: ", "wrong\u0015" + Lap.Key + "x\u007f\r");
        Result login = await screen.EndAsync();
        login.ExitCode.Should().Be(0, login.Out);
        login.Out.Should().Contain("Logged in to").And.NotContain(Lap.Key[..8]).And.NotContain("wrong");
        ReadFile(lap).GetProperty("apiKey").GetString().Should().Be(Lap.Key);
    }

    [Fact]
    public async Task Profiles_are_independent()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        await using LocalAgentPlatform other =
            await LocalAgentPlatform.StartAsync(new LocalAgentPlatformOptions { ApiKey = "sk-of-the-other-platform" });
        using AgentPlatformClient client = other.CreateClient();
        await client.Agents.CreateAsync(new AgentCreateOptions { Name = "Elsewhere", Model = "fake-model" });
        await lap.CreateAgentAsync("Here");
        (await lap.RunWithInputAsync($"{lap.Address}\n{Lap.Key}\n", "login")).Succeeds();
        (await lap.RunWithInputAsync($"{other.BaseUrl}\n{other.ApiKey}\n", "login", "--profile", "staging")).Succeeds();
        (await lap.RunAsync("agents")).Out.Should().Contain("Here").And.NotContain("Elsewhere");
        (await lap.RunAsync("agents", "--profile", "staging")).Out.Should().Contain("Elsewhere").And.NotContain("Here");
        lap.Environment["LAP_PROFILE"] = "staging";
        (await lap.RunAsync("agents")).Out.Should().Contain("Elsewhere");

        // The environment overrides the file, and a requested profile overrides the environment.
        lap.LogIn();
        (await lap.RunAsync("agents")).Out.Should().Contain("Here");
        (await lap.RunAsync("agents", "--profile", "staging")).Out.Should().Contain("Elsewhere");
        (await lap.RunAsync("agents", "--profile", "none")).Fails(3, "There is no profile 'none'");
        lap.LogOut();
        (await lap.RunAsync("logout", "--profile", "staging")).Succeeds();
        (await lap.RunAsync("agents", "--profile", "default")).Out.Should().Contain("Here");
        (await lap.RunAsync("logout", "--all")).Succeeds();
        File.Exists(lap.ConfigFile).Should().BeFalse();
        (await lap.RunAsync("logout")).Succeeds().Error.Should().Contain("There was no login to remove");
    }

    private static JsonElement ReadFile(Lap lap)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(lap.ConfigFile));
        return document.RootElement.Clone();
    }
}
