using System.Diagnostics.CodeAnalysis;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>Addresses as people type them.</summary>
internal static class PlatformAddressText
{
    /// <summary>An address from text: with a scheme when it has none, without the slash at its end.</summary>
    public static Uri Parse(string text, string source) => TryParse(text, out Uri? address)
        ? address
        : throw CliException.Usage($"{char.ToUpperInvariant(
            source[0])}{source[1..]}: '{text}' is no address of a platform: give one such as https://lap.example.com.");

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

    /// <summary>How an address is kept and shown.</summary>
    public static string Text(Uri address) => address.AbsoluteUri.TrimEnd('/');

    /// <summary>Whether a key for the one may be sent to the other.</summary>
    public static bool IsSameServer(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsLocal(string text)
    {
        string host = text.Split('/', 2)[0];
        return host == "localhost" || host.StartsWith("localhost:", StringComparison.Ordinal)
            || host.StartsWith("127.", StringComparison.Ordinal) || host.StartsWith("[::1]", StringComparison.Ordinal);
    }
}
