namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>The paths of the sources of the packages under test.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Source(string package) => Path.Combine(Root, "src", package);

    public static string ApiListing(string package) => Path.Combine(Root, "api", package + ".txt");

    /// <summary>Returns the C# files of the repository, without obj and bin.</summary>
    public static IEnumerable<string> SourceFiles(string package) =>
        Directory.EnumerateFiles(Source(package), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Source(package), file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LiteLlm.AgentSdk.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"LiteLlm.AgentSdk.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
