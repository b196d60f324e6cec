using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary><c>lap config</c>.</summary>
internal static class ConfigCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        Option<string?> agent = Args.Text("--agent", "Save the default agent of 'lap': its id or name; '' for none", "agent")
            .Completing(Completions.Agents);
        host.On(command.With(agent), async context =>
        {
            if (context.Value(agent) is { } text)
            {
                await SaveAgentAsync(context, text.Trim());
                return ExitCodes.Ok;
            }

            return Show(context);
        });
    }

    private static async Task SaveAgentAsync(CommandContext context, string text)
    {
        ConfigFile file = ConfigFile.Read(ConfigFile.DefaultPath);
        string name = ConnectionSettings.Find(context.Given, context.Printer).ProfileName;
        if (!file.Profiles.TryGetValue(name, out Profile? profile))
        {
            throw CliException.NotFound($"There is no profile '{name}' to save an agent in: run 'lap login' first.");
        }

        Agent? agent = text.Length == 0 ? null : await AgentFinder.FindAsync(context, text);
        file.Profiles[name] =
            new Profile { BaseUrl = profile.BaseUrl, ApiKey = profile.ApiKey, AllowHttp = profile.AllowHttp, Agent = agent?.Id };
        ConfigStore.Write(file);
        context.Printer.Info(agent is null ? "'lap' asks for an agent again." : $"'lap' talks to {agent.Name ?? agent.Id} now.");
    }

    private static int Show(CommandContext context)
    {
        ConnectionSettings settings = ConnectionSettings.Find(context.Given, context.Printer);
        IReadOnlyList<string> profiles = ConfigFile.Read(ConfigFile.DefaultPath).ProfileNames;
        if (context.Json)
        {
            WriteJson(context, settings, profiles);
        }
        else
        {
            Write(context, settings, profiles);
        }

        return settings.IsComplete ? ExitCodes.Ok : ExitCodes.Authentication;
    }

    private static void Write(CommandContext context, ConnectionSettings settings, IReadOnlyList<string> profiles)
    {
        new Details()
            .Add("Platform", settings.BaseUrl is { } url ? $"{url.Value} (from {url.Source})" : "none: run 'lap login'")
            .Add("API key", settings.ApiKey is { } key ? $"{FormatKey(context, key)} (from {key.Source})" : "none: run 'lap login'")
            .Add("Agent", settings.Agent)
            .Add("Profile", settings.ProfileName)
            .Add("Profiles", profiles)
            .Add("Config file", ConfigFile.DefaultPath)
            .Print(context.Printer);
    }

    private static void WriteJson(CommandContext context, ConnectionSettings settings, IReadOnlyList<string> profiles) =>
        JsonPrinter.WriteObject(context.Printer, json =>
        {
            json.WriteString("base_url", settings.BaseUrl?.Value);
            json.WriteString("base_url_source", settings.BaseUrl?.Source);
            json.WriteString("api_key", settings.ApiKey is { } key ? FormatKey(context, key) : null);
            json.WriteString("api_key_source", settings.ApiKey?.Source);
            json.WriteBoolean("allow_http", settings.AllowHttp);
            json.WriteString("agent", settings.Agent);
            json.WriteString("profile", settings.ProfileName);
            json.WriteStartArray("profiles");
            foreach (string name in profiles)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteString("config_file", ConfigFile.DefaultPath);
        });

    private static string FormatKey(CommandContext context, Setting key) => context.ShowSecrets ? key.Value : KeyMask.Of(key.Value);
}
