namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The parsed base URL. Users write it in several forms, with or without the API's path; all of them give the same root address, and the
/// routes under it where the server may have its API.
/// </summary>
internal sealed class PlatformAddress
{
    // The longest path first, because /api/v1/managed_agents also ends with /v1/managed_agents.
    private static readonly (string Ending, ApiRoute Route)[] Endings =
    [
        ("/api/v1/managed_agents", ApiRoute.Platform),
        ("/api/v1", ApiRoute.Platform),
        ("/api", ApiRoute.Platform),
        ("/v1/managed_agents", ApiRoute.Proxy),
        ("/v1", ApiRoute.Proxy),
    ];

    private readonly string _root;

    private PlatformAddress(string root, IReadOnlyList<ApiRoute> routes)
    {
        _root = root;
        Routes = routes;
    }

    /// <summary>Gets the routes to try, the most likely one first. There is only one if the base URL or an option decides it.</summary>
    public IReadOnlyList<ApiRoute> Routes { get; }

    public static PlatformAddress Parse(Uri baseUrl, PlatformGeneration generation)
    {
        string origin = baseUrl.GetLeftPart(UriPartial.Authority);
        string path = baseUrl.AbsolutePath.TrimEnd('/');
        ApiRoute? told = null;
        foreach ((string ending, ApiRoute route) in Endings)
        {
            // With a fixed generation only its own paths count; a path of the other one belongs to a gateway's prefix.
            bool fits = generation switch
            {
                PlatformGeneration.Platform => route == ApiRoute.Platform,
                PlatformGeneration.Proxy => route == ApiRoute.Proxy,
                _ => true,
            };
            if (fits && path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                path = path[..^ending.Length];
                told = route;
                break;
            }
        }

        ApiRoute[] routes = (generation, told) switch
        {
            (PlatformGeneration.Platform, _) => [ApiRoute.Platform],
            (PlatformGeneration.Proxy, _) => [ApiRoute.Proxy],
            (_, { } route) => [route],
            _ when path.Length == 0 => [ApiRoute.Platform, ApiRoute.Proxy],
            _ => [ApiRoute.Platform, ApiRoute.Proxy, ApiRoute.Direct],
        };
        return new PlatformAddress(origin + path, routes);
    }

    /// <summary>Returns the address of a call. <paramref name="pathAndQuery"/> is escaped and has no leading slash.</summary>
    public Uri For(ApiRoute route, ApiArea area, string pathAndQuery)
    {
        string prefix = (route, area) switch
        {
            (ApiRoute.Platform, ApiArea.ManagedAgents) => "/api/v1/managed_agents/",
            (ApiRoute.Platform, ApiArea.Root) => "/api/",
            (ApiRoute.Platform, _) => "/api/v1/",
            (ApiRoute.Proxy, ApiArea.ManagedAgents) => "/v1/managed_agents/",
            (ApiRoute.Proxy, ApiArea.Root) => "/",
            (ApiRoute.Proxy, _) => "/v1/",
            _ => "/",
        };
        return new Uri(_root + prefix + pathAndQuery);
    }

    public override string ToString() => _root;
}
