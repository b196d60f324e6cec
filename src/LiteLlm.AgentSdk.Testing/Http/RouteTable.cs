namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>
/// Finds the handler of a method and a path. A template has <c>{name}</c> for one segment, and can end with <c>{*name}</c> for the rest.
/// </summary>
internal sealed class RouteTable
{
    private readonly List<Route> _routes = [];

    public RouteTable Map(string method, string template, Func<Exchange, Task> handler, bool anonymous = false)
    {
        Route? route = _routes.Find(known => known.Template == template);
        if (route is null)
        {
            route = new Route(template, template.Split('/'), new(StringComparer.Ordinal), anonymous);
            _routes.Add(route);
        }

        route.Handlers.Add(method, handler);
        return this;
    }

    /// <summary>Finds the route of a path and the values of its named segments. Literal segments have priority.</summary>
    public (Route Route, IReadOnlyDictionary<string, string> Values)? Find(string path)
    {
        string[] segments = path.Split('/');
        (Route, IReadOnlyDictionary<string, string>)? found = null;
        int fewest = int.MaxValue;
        foreach (Route route in _routes)
        {
            if (Values(route, segments) is { } values && values.Count < fewest)
            {
                found = (route, values);
                fewest = values.Count;
            }
        }

        return found;
    }

    private static Dictionary<string, string>? Values(Route route, string[] segments)
    {
        bool takesRest = route.Segments[^1].StartsWith("{*", StringComparison.Ordinal);
        if (takesRest ? route.Segments.Length > segments.Length : route.Segments.Length != segments.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < route.Segments.Length; i++)
        {
            string expected = route.Segments[i];
            if (takesRest && i == route.Segments.Length - 1)
            {
                values[expected[2..^1]] = string.Join('/', segments[i..]);
            }
            else if (expected.StartsWith('{') && segments[i].Length > 0)
            {
                values[expected[1..^1]] = Uri.UnescapeDataString(segments[i]);
            }
            else if (expected != segments[i])
            {
                return null;
            }
        }

        return values;
    }

    internal sealed record Route(
        string Template, string[] Segments, Dictionary<string, Func<Exchange, Task>> Handlers, bool Anonymous)
    {
        public Func<Exchange, Task>? Handler(string method) =>
            Handlers.GetValueOrDefault(method) ?? (method == "HEAD" ? Handlers.GetValueOrDefault("GET") : null);

        public string Allow
        {
            get
            {
                IEnumerable<string> methods = Handlers.Keys.Append("OPTIONS");
                return string.Join(", ", (Handlers.ContainsKey("GET") ? methods.Append("HEAD") : methods).Order(StringComparer.Ordinal));
            }
        }
    }
}
