using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary><c>lap config</c>.</summary>
internal static class ConfigCommand
{
    public static void Fill(Command command, CommandHost host) => host.On(command, context =>
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

        return Task.FromResult(settings.IsComplete ? ExitCodes.Ok : ExitCodes.Authentication);
    });

    private static void Write(CommandContext context, ConnectionSettings settings, IReadOnlyList<string> profiles)
    {
        new Details()
            .Add("Platform", settings.BaseUrl is { } url ? $"{url.Value} (from {url.Source})" : "none: run 'lap login'")
            .Add("API key", settings.ApiKey is { } key ? $"{Shown(context, key)} (from {key.Source})" : "none: run 'lap login'")
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
            json.WriteString("api_key", settings.ApiKey is { } key ? Shown(context, key) : null);
            json.WriteString("api_key_source", settings.ApiKey?.Source);
            json.WriteBoolean("allow_http", settings.AllowHttp);
            json.WriteString("profile", settings.ProfileName);
            json.WriteStartArray("profiles");
            foreach (string name in profiles)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteString("config_file", ConfigFile.DefaultPath);
        });

    private static string Shown(CommandContext context, Setting key) => context.ShowSecrets ? key.Value : KeyMask.Of(key.Value);
}
