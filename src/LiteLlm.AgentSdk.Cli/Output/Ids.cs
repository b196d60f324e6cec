namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Ids as people can read them.</summary>
internal static class Ids
{
    private const int ShortLength = 8;

    /// <summary>Gets the beginning of an id that is a UUID, which is enough to name it; any other id is short as it is.</summary>
    public static string Short(string id) => Guid.TryParseExact(id, "D", out _) ? id[..ShortLength] : id;
}
