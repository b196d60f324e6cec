using System.Diagnostics.CodeAnalysis;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>Parses and formats addresses.</summary>
internal static class PlatformAddressText
{
    /// <summary>Parses an address. Adds a missing scheme, and removes a slash at the end.</summary>
    public static Uri Parse(string text, string source) => TryParse(text, out Uri? address)
        ? address
        : throw CliException.Usage($"{char.ToUpperInvariant(
            source[0])}{source[1..]}: '{text}' is not the address of a platform: use one such as https://lap.example.com.");

    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address)
    {
        text = text.Trim().TrimEnd('/');
        if (text.Length > 0 && !text.Contains("://", StringComparison.Ordinal))
        {
            text = (IsLocal(text) ? "http://" : "https://") + text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Host.Length > 0;
    }

    /// <summary>Formats an address for the config file and for display.</summary>
    public static string Text(Uri address) => address.AbsoluteUri.TrimEnd('/');

    /// <summary>Checks whether a key for one address can be sent to the other.</summary>
    public static bool IsSameServer(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsLocal(string text)
    {
        string host = text.Split('/', 2)[0];
        return host == "localhost" || host.StartsWith("localhost:", StringComparison.Ordinal)
            || host.StartsWith("127.", StringComparison.Ordinal) || host.StartsWith("[::1]", StringComparison.Ordinal);
    }
}
