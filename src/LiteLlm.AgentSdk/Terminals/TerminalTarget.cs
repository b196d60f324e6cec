using System.Diagnostics;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>Where a terminal is, and the token that opens it. No record: a token is never printed.</summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed class TerminalTarget(Uri address, string? token, bool isPlatforms)
{
    /// <summary>Gets the address without the token.</summary>
    public Uri Address { get; } = address;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Token { get; } = token;

    /// <summary>
    /// Gets a value indicating whether it is on the platform's own host, behind the gateway that the extra headers are for.
    /// </summary>
    public bool IsPlatforms { get; } = isPlatforms;

    /// <summary>The address as it is connected to. The token is in the header too; some load balancers take that off an upgrade.</summary>
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
