namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>The folders of the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Returns a folder that is not committed.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts", "benchmarks");

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LiteLlm.AgentSdk.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The repository's root, with LiteLlm.AgentSdk.sln in it.");
    }
}
