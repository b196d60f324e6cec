namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Shortens ids for display.</summary>
internal static class Ids
{
    private const int ShortLength = 8;

    /// <summary>Gets the beginning of an id that is a UUID, which commands accept. Other ids are not shortened.</summary>
    public static string Short(string id) => Guid.TryParseExact(id, "D", out _) ? id[..ShortLength] : id;
}
