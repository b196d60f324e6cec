using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>From what is known to a platform that can be talked to, or to the line that says what is missing.</summary>
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
                $"No platform is known: run 'lap login', or set {ConnectionSettings.BaseUrlVariable} and {ConnectionSettings.ApiKeyVariable}.",
                ExitCodes.Authentication);
        }

        if (settings.ApiKey is not { } key)
        {
            string why = settings.KeyIsFor is { } other ? $" (the saved one is for {other})" : "";
            throw new CliException(
                $"No key is known for {url.Value}{why}: run 'lap login --base-url {url.Value}', or set {ConnectionSettings.ApiKeyVariable}.",
                ExitCodes.Authentication);
        }

        Uri address = PlatformAddressText.Parse(url.Value, url.Source);
        CheckHttp(address, settings.AllowHttp);
        return new Connection { BaseUrl = address, ApiKey = key.Value, AllowHttp = settings.AllowHttp };
    }

    /// <summary>The SDK refuses such an address too; this says which option allows it.</summary>
    public static void CheckHttp(Uri address, bool allowHttp)
    {
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !allowHttp)
        {
            throw CliException.Usage($"Plain http to {address.Host} would show the key to everyone on the way: use https, or --allow-http if that is meant.");
        }
    }
}
