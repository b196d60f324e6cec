namespace LiteLlm.AgentSdk.WebChat.Tests.Support;

internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException($"LiteLlm.AgentSdk.sln is in no folder above {AppContext.BaseDirectory}.")
        : File.Exists(Path.Combine(folder.FullName, "LiteLlm.AgentSdk.sln")) ? folder.FullName
        : Find(folder.Parent);
}
