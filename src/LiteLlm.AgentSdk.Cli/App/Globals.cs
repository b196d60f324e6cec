using System.CommandLine;
using LiteLlm.AgentSdk.Cli.Commands;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>The options that every command takes.</summary>
internal sealed class Globals
{
    public Option<string?> BaseUrl { get; } =
        Global<string?>("--base-url", "The platform's address, such as https://lap.example.com", "url");

    public Option<string?> ApiKey { get; } =
        Global<string?>("--api-key", "The platform's key; it is visible in the process list, LAP_API_KEY is not", "key");

    public Option<string?> Profile { get; } = Global<string?>("--profile", "The profile of the config file to use", "name")
        .Completing(Completions.Profiles);

    public Option<bool> AllowHttp { get; } =
        Global<bool>("--allow-http", "Let the key travel unencrypted to a host that is not this machine");

    public Option<bool> Json { get; } =
        Global<bool>("--json", "Print JSON, as the platform has it; --json=id,name prints those members alone");

    public Option<bool> ShowSecrets { get; } =
        Global<bool>("--show-secrets", "Print keys, tokens and values of environment variables, which are masked otherwise");

    public Option<bool> Quiet { get; } = Global<bool>("--quiet", "Say nothing on stderr but errors", null, "-q");

    public Option<bool> Verbose { get; } =
        Global<bool>("--verbose", "Tell on stderr what is asked of the platform, without secrets", null, "-v");

    /// <summary>Gets the options of everything that prints a table; not of every command.</summary>
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
