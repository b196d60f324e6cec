using System.Diagnostics;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// A terminal's address and token. It is a class, not a record, so that <see cref="ToString"/> does not contain the token.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed class TerminalTarget(Uri address, string? token, bool isPlatforms)
{
    /// <summary>Gets the address without the token.</summary>
    public Uri Address { get; } = address;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Token { get; } = token;

    /// <summary>
    /// Gets a value indicating whether the terminal is on the platform's host, so that the extra headers for a gateway are sent.
    /// </summary>
    public bool IsPlatforms { get; } = isPlatforms;

    /// <summary>
    /// Returns the address with the token in its query. The token is also sent in a header, which some load balancers remove from upgrade
    /// requests.
    /// </summary>
    public Uri WithToken()
    {
        if (Token is null)
        {
            return Address;
        }

        string query = Address.Query.TrimStart('?');
        return new UriBuilder(Address) { Query = $"{query}{(query.Length > 0 ? "&" : "")}token={Uri.EscapeDataString(Token)}" }.Uri;
    }

    public bool IsSame(TerminalTarget other) => Address == other.Address && Token == other.Token;

    public override string ToString() => AgentPlatformOptions.Shown(Address);
}
