using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LiteLlm.AgentSdk.Testing.Json;

/// <summary>
/// Checks for URLs that <c>new URL(text)</c> accepts without a base. The URL standard's rules differ from those of <see cref="Uri"/>.
/// </summary>
internal static class JsUrl
{
    private static readonly SearchValues<char> s_forbiddenInHosts = SearchValues.Create("\0\t\n\r #/:<>?@[\\]^|");

    public static bool IsValid(string text)
    {
        string url = text.Trim([.. Enumerable.Range(0, 0x21).Select(code => (char)code)])
            .Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "",
                StringComparison.Ordinal);
        int colon = url.IndexOf(':');
        if (colon < 1 || !char.IsAsciiLetter(url[0])
            || !url.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
        {
            return false;
        }

        string scheme = url[..colon].ToLowerInvariant();
        string rest = url[(colon + 1)..];
        switch (scheme)
        {
            case "http" or "https" or "ws" or "wss" or "ftp":
                return IsAuthority(ReadUntilAny(rest.TrimStart('/', '\\'), "/\\?#"), special: true);
            case "file":
                // Two slashes start a host, which can be empty; a drive letter starts a path.
                return rest.Length < 2 || rest[0] is not ('/' or '\\') || rest[1] is not ('/' or '\\')
                    || IsFileHost(ReadUntilAny(rest[2..], "/\\?#"));
            default:
                return !rest.StartsWith("//", StringComparison.Ordinal) || IsAuthority(ReadUntilAny(rest[2..], "/?#"), special: false);
        }
    }

    private static string ReadUntilAny(string text, string ends)
    {
        int end = text.AsSpan().IndexOfAny(ends);
        return end < 0 ? text : text[..end];
    }

    private static bool IsFileHost(string host) =>
        host.Length == 0 || (host.Length == 2 && char.IsAsciiLetter(host[0]) && host[1] is ':' or '|') || IsHost(host, special: true);

    private static bool IsAuthority(string authority, bool special)
    {
        int at = authority.LastIndexOf('@');
        string hostAndPort = authority[(at + 1)..];
        int close = hostAndPort.LastIndexOf(']');
        int colon = hostAndPort.IndexOf(':', close < 0 ? 0 : close);
        string host = colon < 0 ? hostAndPort : hostAndPort[..colon];
        string port = colon < 0 ? "" : hostAndPort[(colon + 1)..];
        if (host.Length == 0)
        {
            return !special && at < 0 && colon < 0;
        }

        return port.All(char.IsAsciiDigit) && (port.Length == 0 || double.Parse(port, CultureInfo.InvariantCulture) <= ushort.MaxValue)
            && IsHost(host, special);
    }

    private static bool IsHost(string host, bool special)
    {
        if (host[0] == '[')
        {
            return host[^1] == ']' && !host.Contains('%', StringComparison.Ordinal)
                && IPAddress.TryParse(host, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        }

        if (!special)
        {
            return host.AsSpan().IndexOfAny(s_forbiddenInHosts) < 0;
        }

        string name = Uri.UnescapeDataString(host);
        if (name.Length == 0 || name.Any(c => c is < ' ' or '\u007f' or '%') || name.AsSpan().IndexOfAny(s_forbiddenInHosts) >= 0)
        {
            return false;
        }

        string[] labels = name.TrimEnd('.').Split('.');
        bool endsInNumber = labels[^1].Length > 0 && (labels[^1].All(char.IsAsciiDigit) || !double.IsNaN(Part(labels[^1])));
        return !endsInNumber || IsIPv4(labels);
    }

    /// <summary>
    /// Checks one to four parts: decimal, octal (<c>0</c>) or hexadecimal (<c>0x</c>). The last part covers the remaining bytes.
    /// </summary>
    private static bool IsIPv4(string[] labels)
    {
        double[] parts = [.. labels.Select(Part)];
        return parts.Length <= 4 && !parts.Any(double.IsNaN) && parts[..^1].All(part => part <= byte.MaxValue)
            && parts[^1] < Math.Pow(256, 5 - parts.Length);
    }

    private static double Part(string label)
    {
        bool isHex = label.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (isHex && label.Length == 2)
        {
            return 0;
        }

        if (!isHex && label.Length > 1 && label[0] == '0' && label.All(char.IsAsciiDigit))
        {
            return JsNumber.Parse("0o" + label[1..]);
        }

        return isHex || (label.Length > 0 && label.All(char.IsAsciiDigit)) ? JsNumber.Parse(label) : double.NaN;
    }
}
