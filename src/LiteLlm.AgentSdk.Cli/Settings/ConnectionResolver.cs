using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>Makes a connection from the settings, or throws an error about the missing setting.</summary>
internal static class ConnectionResolver
{
    public static Connection Resolve(GivenSettings given, Printer printer)
    {
        ConnectionSettings settings = ConnectionSettings.Find(given, printer);
        return Complete(settings);
    }

    public static Connection Complete(ConnectionSettings settings)
    {
        if (settings.BaseUrl is not { } url)
        {
            throw new CliException(
                $"No platform is set: run 'lap login', or set {ConnectionSettings.BaseUrlVariable} and "
                + $"{ConnectionSettings.ApiKeyVariable}.",
                ExitCodes.Authentication);
        }

        if (settings.ApiKey is not { } key)
        {
            string why = settings.KeyIsFor is { } other ? $" (the saved one is for {other})" : "";
            throw new CliException(
                $"No key is set for {url.Value}{why}: run 'lap login --base-url {url.Value}', or set {ConnectionSettings.ApiKeyVariable}.",
                ExitCodes.Authentication);
        }

        Uri address = PlatformAddressText.Parse(url.Value, url.Source);
        CheckHttp(address, settings.AllowHttp);
        return new Connection { BaseUrl = address, ApiKey = key.Value, AllowHttp = settings.AllowHttp };
    }

    /// <summary>Refuses plain http as the SDK does, with the name of the option that allows it.</summary>
    public static void CheckHttp(Uri address, bool allowHttp)
    {
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !allowHttp)
        {
            throw CliException.Usage(
                $"Plain http to {address.Host} would send the key unencrypted: use https, or --allow-http to allow this.");
        }
    }
}
