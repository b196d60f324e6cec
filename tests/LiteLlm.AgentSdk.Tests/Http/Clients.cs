using System.Net;
using System.Net.Sockets;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>
/// Clients for tests against a stub, and the answers of stubs. Uses only public members, since other test projects compile this file.
/// </summary>
internal static partial class Clients
{
    public const string Key = "sk-test-1234567890";

    public const string Agent = """{"id":"a1","name":"reviewer","model":"m","harness_id":"opencode"}""";

    public const string ReadySession = """{"id":"s1","agent_id":"a1","status":"ready"}""";

    public const string Reply =
        """{"info":{"id":"msg_1","role":"assistant","time":{"created":1,"completed":2}},"parts":[{"id":"p1","type":"text","text":"hi"}]}""";

    public const string Idle = """{"type":"harness_event","event":{"type":"session.idle","properties":{"sessionID":"ses_1"}}}""";

    public const string Ready = """{"type":"ready"}""";

    // Keeps a port without a listener. If the port were released, a server of another test could get it.
    private static readonly Socket s_nobody = Bound();

    /// <summary>Returns the frames of the user message with which a turn begins.</summary>
    public static IReadOnlyList<string> Question(string text) =>
    [
        """{"type":"harness_event","event":{"type":"message.updated","properties":{"info":"""
            + """{"id":"msg_q","role":"user","time":{"created":1}}}}}""",
        """{"type":"harness_event","event":{"type":"message.part.updated","properties":{"messageID":"msg_q","part":"""
            + """{"id":"q1","type":"text","text":"TEXT"}}}}""".Replace("TEXT", text, StringComparison.Ordinal),
    ];

    public static string Delta(string text) =>
        """{"type":"harness_event","event":{"type":"message.part.delta","properties":"""
            + """{"sessionID":"ses_1","messageID":"msg_1","partID":"p1","field":"text","delta":"TEXT"}}}"""
                .Replace("TEXT", text, StringComparison.Ordinal);

    /// <summary>The frame that completes the answer that <see cref="Delta"/> is a part of.</summary>
    public const string Completed =
        """{"type":"harness_event","event":{"type":"message.updated","properties":{"info":"""
            + """{"id":"msg_1","role":"assistant","time":{"created":1,"completed":2}}}}}""";

    /// <summary>Returns the frames of a turn that has begun: the user message and the first text.</summary>
    public static string Begun(string message, string text) =>
        string.Concat([Frame(Ready), .. Question(message).Select(Frame), Frame(Delta(text))]);

    /// <summary>Returns the frames with which that turn ends.</summary>
    public static string Ended() => string.Concat([Frame(Completed), Frame(Idle), Frame("""{"type":"done"}""")]);

    private static string Frame(string data) => $"data: {data}\n\n";

    /// <summary>
    /// Creates options for a platform at <paramref name="server"/>, without detection of the generation and with immediate retries.
    /// </summary>
    public static AgentPlatformOptions Options(Uri server, Action<AgentPlatformOptions>? configure = null)
    {
        AgentPlatformOptions options = new()
        {
            BaseUrl = server,
            ApiKey = Key,
            Generation = PlatformGeneration.Platform,
            Retry = new RetryOptions { BaseDelay = TimeSpan.Zero },

            // A stub that answers a single call has no thread in which a lost answer could be searched.
            Healing = new HealingOptions { Enabled = false },
        };
        configure?.Invoke(options);
        return options;
    }

    public static AgentPlatformClient For(Uri server, Action<AgentPlatformOptions>? configure = null, ILoggerFactory? loggers = null) =>
        new(Options(server, configure), loggers);

    /// <summary>Returns an address on this machine where nothing listens.</summary>
    public static Uri Nowhere() => new($"http://127.0.0.1:{((IPEndPoint)s_nobody.LocalEndPoint!).Port}/");

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (T item in items)
        {
            all.Add(item);
        }

        return all;
    }

    /// <summary>Returns how often a call was retried.</summary>
    public static int Retries(this CapturingLoggerProvider logs) => logs.Logs.Count(log => log.Id.Id == 4);

    private static Socket Bound()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
