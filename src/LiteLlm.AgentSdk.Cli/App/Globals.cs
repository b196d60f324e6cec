using System.CommandLine;
using LiteLlm.AgentSdk.Cli.Commands;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>The options that every command takes.</summary>
internal sealed class Globals
{
    public Option<string?> BaseUrl { get; } =
        Global<string?>("--base-url", "The platform's address, such as https://lap.example.com", "url");

    public Option<string?> ApiKey { get; } =
        Global<string?>("--api-key", "The platform's key; it is visible in the process list, unlike LAP_API_KEY", "key");

    public Option<string?> Profile { get; } = Global<string?>("--profile", "The profile of the config file to use", "name")
        .Completing(Completions.Profiles);

    public Option<bool> AllowHttp { get; } =
        Global<bool>("--allow-http", "Allow plain http to other hosts; it sends the key unencrypted");

    public Option<bool> Json { get; } =
        Global<bool>("--json", "Print the platform's JSON; --json=id,name prints only these members");

    public Option<bool> ShowSecrets { get; } =
        Global<bool>("--show-secrets", "Print keys, tokens and values of environment variables; by default they are masked");

    public Option<bool> Quiet { get; } = Global<bool>("--quiet", "Write only errors to stderr", null, "-q");

    public Option<bool> Verbose { get; } =
        Global<bool>("--verbose", "Write each request and its result to stderr, without secrets", null, "-v");

    /// <summary>Gets the option of the commands that print a table.</summary>
    public Option<bool> Wide { get; } = new("--wide") { Description = "Show whole ids, exact times, and every column as wide as it is" };

    public Option<bool> NoTrunc { get; } = new("--no-trunc") { Description = "Cut nothing, however narrow the screen is" };

    public void AddTo(RootCommand root)
    {
        root.Add(BaseUrl);
        root.Add(ApiKey);
        root.Add(Profile);
        root.Add(AllowHttp);
        root.Add(Json);
        root.Add(ShowSecrets);
        root.Add(Quiet);
        root.Add(Verbose);
    }

    private static Option<T> Global<T>(string name, string description, string? helpName = null, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName, Recursive = true };
}
