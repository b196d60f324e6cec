namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>The recordings that are not played, with the reason.</summary>
internal static class NotPlayed
{
    private static readonly (string Names, string Reason)[] s_reasons =
    [
        ("chaos/empty200.",
            "something in the sandbox's place answered 200 without a body: the local platform's sandbox is a harness, or gone"),
        ("chaos/http500.", "something in the sandbox's place answered 500: the local platform's sandbox is a harness, or gone"),
        ("chaos/refuse.inline-create", "the server of the inline harnesses was down as a whole: Fault.Status(503) says it in its place"),
        ("creating/get.after-delete-and-harness-back", "the sandbox's host had come back in the meantime"),
    ];

    /// <summary>Gets the reason; null for a recording that is played.</summary>
    public static string? ReasonFor(string exchange) =>
        s_reasons.FirstOrDefault(reason => exchange.StartsWith(reason.Names, StringComparison.Ordinal)).Reason;
}
