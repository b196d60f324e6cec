using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Account;

public sealed class ConfigTests
{
    private const string Url = "https://lap.example.com";
    private const string SavedKey = "sk-saved-canary-abcdefgh";

    [Theory]
    [InlineData("""{"baseUrl":"https://lap.example.com","apiKey":"sk-saved-canary-abcdefgh"}""")]
    [InlineData("""{"base":"https://lap.example.com","key":"sk-saved-canary-abcdefgh"}""")]
    [InlineData("\uFEFF{ \"base\": \"https://lap.example.com\", \"key\": \" sk-saved-canary-abcdefgh \", }")]
    public async Task Both_older_forms_are_read(string content)
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        Save(lap, content);
        Result config = (await lap.RunAsync("config", "--json")).Succeeds();
        config.Json.GetProperty("base_url").GetString().Should().Be(Url);
        config.Json.GetProperty("base_url_source").GetString().Should().Be(lap.ConfigFile);
        config.Json.GetProperty("api_key").GetString().Should().Be("***efgh");
        (await lap.RunAsync("config", "--json", "--show-secrets")).Json.GetProperty("api_key").GetString().Should().Be(SavedKey);
    }

    [Theory]
    [InlineData("baseUrl", "apiKey")]
    [InlineData("base", "key")]
    public async Task The_values_of_the_program_that_wrote_last_are_used(string urlMember, string keyMember)
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        (await lap.RunWithInputAsync($"{lap.Address}\n{Lap.Key}\n", "login")).Succeeds();
        Dictionary<string, JsonElement> members = JsonSerializer.Deserialize<Dictionary<string,
            JsonElement>>(await File.ReadAllTextAsync(lap.ConfigFile))!;
        members[urlMember] = JsonSerializer.SerializeToElement(Url);
        members[keyMember] = JsonSerializer.SerializeToElement(SavedKey);
        Save(lap, JsonSerializer.Serialize(members));
        JsonElement config = (await lap.RunAsync("config", "--json", "--show-secrets")).Succeeds().Json;
        config.GetProperty("base_url").GetString().Should().Be(Url);
        config.GetProperty("api_key").GetString().Should().Be(SavedKey);
    }

    [Fact]
    public async Task Members_of_other_programs_in_the_file_are_kept()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        Save(lap, """{"base":"https://old.example.com","key":"sk-old","theme":{"dark":1.50}}""");
        (await lap.RunWithInputAsync($"{lap.Address}\n{Lap.Key}\n", "login")).Succeeds();
        string file = await File.ReadAllTextAsync(lap.ConfigFile);
        file.Should().Contain("1.50").And.NotContain("sk-old");
        (await lap.RunAsync("logout")).Succeeds();
        (await File.ReadAllTextAsync(lap.ConfigFile)).Should().Contain("theme").And.NotContain(Lap.Key);
        (await lap.RunAsync("agents")).Fails(4, "run 'lap login'");
    }

    [Fact]
    public async Task A_linked_file_stays_linked()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        string elsewhere = Path.Combine(lap.Home, "dotfiles.json");
        await File.WriteAllTextAsync(elsewhere, "{}");
        Directory.CreateDirectory(Path.GetDirectoryName(lap.ConfigFile)!);
        File.CreateSymbolicLink(lap.ConfigFile, elsewhere);
        (await lap.RunWithInputAsync($"{lap.Address}\n{Lap.Key}\n", "login")).Succeeds();
        new FileInfo(lap.ConfigFile).LinkTarget.Should().Be(elsewhere);
        (await File.ReadAllTextAsync(elsewhere)).Should().Contain(Lap.Key);
    }

    [Fact]
    public async Task A_looser_mode_is_warned_about()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        Save(lap, $$"""{"base":"{{lap.Address}}","key":"{{Lap.Key}}"}""");
        (await lap.RunAsync("agents")).Succeeds().Error.Should().NotContain("warning");
        File.SetUnixFileMode(lap.ConfigFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        (await lap.RunAsync("agents")).Succeeds().Error.Should()
            .Contain($"warning: other users can access {lap.ConfigFile}").And.Contain("chmod 600");
        (await lap.RunAsync("agents", "--quiet")).Succeeds().Error.Should().BeEmpty();
        File.SetUnixFileMode(lap.ConfigFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string folder = Path.GetDirectoryName(lap.ConfigFile)!;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherWrite);
        (await lap.RunAsync("agents")).Succeeds().Error.Should().Contain($"write to {folder}").And.Contain("chmod 700");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_broken_file_is_named_and_a_login_repairs_it(string content)
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        Save(lap, content);
        (await lap.RunAsync("agents")).Fails(1, $"The config file {lap.ConfigFile} is not JSON");

        // Commands that don't need the file still work.
        lap.LogIn();
        (await lap.RunAsync("agents")).Succeeds();
        (await File.ReadAllTextAsync(lap.ConfigFile)).Should().Be(content);

        // A login writes a new file and keeps the old content. A failed login changes nothing.
        lap.LogOut();
        (await lap.RunWithInputAsync($"{lap.Address}\nsk-wrong\n", "login")).Fails(4, "nothing was saved");
        (await File.ReadAllTextAsync(lap.ConfigFile)).Should().Be(content);
        (await lap.RunWithInputAsync($"{lap.Address}\n{Lap.Key}\n", "login")).Succeeds().Error.Should().Contain(lap.ConfigFile + ".broken");
        (await File.ReadAllTextAsync(lap.ConfigFile + ".broken")).Should().Be(content);
        (await lap.RunAsync("agents")).Succeeds();
    }

    [Fact]
    public async Task An_invalid_address_is_named_with_its_source()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.Environment["LAP_BASE_URL"] = "not a url";
        (await lap.RunAsync("agents")).Fails(2, "LAP_BASE_URL: 'not a url' is not the address of a platform");
        (await lap.RunAsync("agents", "--base-url", "ftp://x")).Fails(2, "--base-url: 'ftp://x' is not the address of a platform");
    }

    [Fact]
    public async Task Logout_says_when_a_key_is_still_set()
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunWithInputAsync($"{lap.Address}\n{Lap.Key}\n", "login")).Succeeds();
        (await lap.RunAsync("logout")).Succeeds().Error.Should().Contain("LAP_API_KEY is still set").And.NotContain(Lap.Key);
        lap.LogOut();
        (await lap.RunAsync("logout")).Succeeds().Error.Should().NotContain("LAP_API_KEY");
    }

    [Fact]
    public async Task A_saved_key_is_not_sent_to_another_server()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        Save(lap, $$"""{"base":"{{Url}}","key":"{{SavedKey}}"}""");
        (await lap.RunAsync("agents", "--base-url", lap.Address)).Fails(4,
            $"No key is set for {lap.Address} (the saved one is for {Url})");
        lap.Platform.ReceivedRequests.Should().BeEmpty();
        lap.Environment["LAP_API_KEY"] = Lap.Key;
        (await lap.RunAsync("agents", "--base-url", lap.Address)).Succeeds();
    }

    [Fact]
    public async Task The_order_is_command_line_then_environment_then_file_then_the_sdks_variables()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        lap.Environment["LITELLM_AGENT_PLATFORM_URL"] = "https://sdk.example.com";
        lap.Environment["LITELLM_AGENT_PLATFORM_KEY"] = "sk-sdk";
        await SourcesAreAsync("LITELLM_AGENT_PLATFORM_URL", "LITELLM_AGENT_PLATFORM_KEY");
        Save(lap, $$"""{"base":"{{Url}}","key":"{{SavedKey}}"}""");
        await SourcesAreAsync(lap.ConfigFile, lap.ConfigFile);
        lap.LogIn();
        await SourcesAreAsync("LAP_BASE_URL", "LAP_API_KEY");
        await SourcesAreAsync("--base-url", "--api-key", "--base-url", "https://flag.example.com", "--api-key", "sk-flag");

        async Task SourcesAreAsync(string url, string key, params string[] more)
        {
            JsonElement config = (await lap.RunAsync(["config", "--json", .. more])).Succeeds().Json;
            config.GetProperty("base_url_source").GetString().Should().Be(url);
            config.GetProperty("api_key_source").GetString().Should().Be(key);
        }
    }

    [Fact]
    public async Task The_key_is_masked_on_the_screen()
    {
        await using Lap lap = await Lap.StartAsync();
        Result config = (await lap.RunAsync("config")).Succeeds();
        config.Out.Should().Contain(lap.Address).And.Contain("***6789 (from LAP_API_KEY)").And.NotContain(Lap.Key);
        lap.LogOut();
        Result nobody = await lap.RunAsync("config");
        nobody.ExitCode.Should().Be(4);
        nobody.Out.Should().Contain("none: run 'lap login'");
    }

    private static void Save(Lap lap, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(lap.ConfigFile)!,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(lap.ConfigFile, content, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.SetUnixFileMode(lap.ConfigFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
