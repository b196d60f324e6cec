using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>The platform's address and key with their sources. Either can be missing.</summary>
internal sealed class ConnectionSettings
{
    public const string BaseUrlVariable = "LAP_BASE_URL";
    public const string ApiKeyVariable = "LAP_API_KEY";
    public const string ProfileVariable = "LAP_PROFILE";

    private ConnectionSettings(string profileName) => ProfileName = profileName;

    /// <summary>Gets the name of the current profile, which can be missing in the file.</summary>
    public string ProfileName { get; }

    public Setting? BaseUrl { get; private set; }

    public Setting? ApiKey { get; private set; }

    public bool AllowHttp { get; private set; }

    /// <summary>Gets the server of a saved key that is not used because the current address is another server.</summary>
    public string? KeyIsFor { get; private set; }

    /// <summary>Gets the default agent of the profile; null for none and for another server.</summary>
    public string? Agent { get; private set; }

    public bool IsComplete => BaseUrl is not null && ApiKey is not null;

    /// <summary>
    /// Finds the settings in this order: command line, environment, file, and the SDK's own variables. A profile on the command line
    /// overrides the environment. A saved key is only used for the server for which it was saved.
    /// </summary>
    public static ConnectionSettings Find(GivenSettings given, Printer printer)
    {
        ConnectionSettings settings = new(given.Profile ?? Variable(ProfileVariable)?.Value ?? Profile.DefaultName);
        bool isProfileSpecified = given.Profile is not null;
        Setting? url = CreateSetting(given.BaseUrl, "--base-url") ?? (isProfileSpecified ? null : Variable(BaseUrlVariable));
        Setting? key = CreateSetting(given.ApiKey, "--api-key") ?? (isProfileSpecified ? null : Variable(ApiKeyVariable));
        if (given.ApiKey is not null)
        {
            printer.Warn("--api-key is visible to everyone on this machine and stays in the shell's history: "
                + "use LAP_API_KEY or 'lap login' instead.");
        }

        settings.AllowHttp = given.AllowHttp;

        // If both are known, an invalid file does not matter.
        if (url is null || key is null)
        {
            settings.ApplyFile(ref url, ref key, isProfileSpecified, printer);
        }

        settings.BaseUrl = url ?? Variable(AgentPlatformOptions.BaseUrlVariable);
        settings.ApiKey = key ?? Variable(AgentPlatformOptions.ApiKeyVariable);
        return settings;
    }

    private static Setting? CreateSetting(string? value, string source) =>
        string.IsNullOrWhiteSpace(value) ? null : new(value.Trim(), source);

    private static Setting? Variable(string name) => CreateSetting(Environment.GetEnvironmentVariable(name), name);

    private void ApplyFile(ref Setting? url, ref Setting? key, bool isProfileSpecified, Printer printer)
    {
        ConfigFile file = ConfigFile.Read(ConfigFile.DefaultPath);
        ConfigStore.WarnIfLoose(file, printer);
        if (!file.Profiles.TryGetValue(ProfileName, out Profile? profile))
        {
            if (isProfileSpecified)
            {
                throw CliException.NotFound(
                    $"There is no profile '{ProfileName}' in {file.Path}: run 'lap login --profile {ProfileName}'.");
            }

            return;
        }

        string source = ProfileName == Profile.DefaultName ? file.Path : $"{file.Path}, profile {ProfileName}";
        bool isSameServer = url is null
            || (profile.BaseUrl is { } saved && PlatformAddressText.TryParse(saved, out Uri? savedAddress)
                && PlatformAddressText.TryParse(url.Value, out Uri? address) && PlatformAddressText.IsSameServer(savedAddress, address));
        url ??= CreateSetting(profile.BaseUrl, source);
        AllowHttp |= profile.AllowHttp && isSameServer;
        Agent = isSameServer ? profile.Agent : null;
        if (key is null)
        {
            key = isSameServer ? CreateSetting(profile.ApiKey, source) : null;
            KeyIsFor = isSameServer ? null : profile.BaseUrl;
        }
    }
}
