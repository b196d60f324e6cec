using System.Net;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The proxy of the environment, but without a proxy for loopback addresses: a proxy on another machine would connect to itself.
/// </summary>
/// <param name="proxy">The proxy for all other addresses; <see langword="null"/> for <see cref="HttpClient.DefaultProxy"/>.</param>
internal sealed class EnvironmentProxy(IWebProxy? proxy = null) : IWebProxy
{
    private IWebProxy Proxy => proxy ?? HttpClient.DefaultProxy;

    public ICredentials? Credentials
    {
        get => Proxy.Credentials;
        set => Proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsLoopback(destination) ? null : Proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => IsLoopback(host) || Proxy.IsBypassed(host);

    // RFC 6761: all names under localhost are loopback names. Uri.IsLoopback knows only localhost itself, 127.0.0.0/8 and ::1.
    private static bool IsLoopback(Uri address) =>
        address.IsLoopback
        || address.IdnHost.TrimEnd('.') is var host
            && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        || (IPAddress.TryParse(address.IdnHost, out IPAddress? ip) && IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip));
}
