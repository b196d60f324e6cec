namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>Records the calls of the platform that the running test makes. The tests run one after the other.</summary>
internal sealed class CallRecorder : DelegatingHandler
{
    private static readonly Lock s_gate = new();
    private static readonly List<string> s_calls = [];
    private static bool s_skipped;

    public static void Begin()
    {
        lock (s_gate)
        {
            s_calls.Clear();
            s_skipped = false;
        }
    }

    /// <summary>Records that the test is skipped, so that it doesn't have to make its calls.</summary>
    public static void GiveUp()
    {
        lock (s_gate)
        {
            s_skipped = true;
        }
    }

    /// <summary>Records a call that does not use an <see cref="HttpClient"/>.</summary>
    public static void Note(string call)
    {
        lock (s_gate)
        {
            s_calls.Add(call);
        }
    }

    /// <summary>Returns the calls that the test has not made; none for a skipped test.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> calls)
    {
        lock (s_gate)
        {
            return s_skipped ? [] : [.. calls.Where(static call => !s_calls.Exists(made => Is(call, made)))];
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        int start = path.IndexOf("/api/", StringComparison.Ordinal);
        Note($"{request.Method} {(start > 0 ? path[start..] : path)}");
        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>Returns whether a call matches the call in the table, where names in braces stand for ids.</summary>
    private static bool Is(string call, string made)
    {
        string[] template = call.Split('/');
        string[] segments = made.Split('/');
        return call == made || (template.Length == segments.Length
            && template.Zip(segments).All(static pair =>
                pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0)));
    }
}
