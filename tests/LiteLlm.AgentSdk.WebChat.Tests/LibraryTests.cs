using System.Security.Cryptography;
using System.Text.Json;

namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>The third-party libraries of the page and its tests. Each file matches its entry in the list.</summary>
public class LibraryTests
{
    public static TheoryData<string> Folders => ["samples/WebChat/wwwroot/lib", "tests/LiteLlm.AgentSdk.WebChat.Tests/lib"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_file_is_listed_and_as_it_was_published(string name)
    {
        string folder = Path.Combine(Repository.Root, name);
        using JsonDocument list = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "libraries.json")));
        Dictionary<string, string?> listed = list.RootElement.GetProperty("libraries").EnumerateArray()
            .SelectMany(library => library.GetProperty("files").EnumerateObject())
            .ToDictionary(file => file.Name, file => file.Value.GetString());
        Dictionary<string, string?> present = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "libraries.json")
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), Hash);

        present.Should().BeEquivalentTo(listed);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_library_has_its_version_and_licence(string name)
    {
        string folder = Path.Combine(Repository.Root, name);
        using JsonDocument list = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "libraries.json")));
        JsonElement[] libraries = [.. list.RootElement.GetProperty("libraries").EnumerateArray()];
        libraries.Should().NotBeEmpty();
        foreach (JsonElement library in libraries)
        {
            string[] files = [.. library.GetProperty("files").EnumerateObject().Select(file => file.Name)];
            string version = library.GetProperty("version").GetString()!;
            files.Should().Contain(file => file.EndsWith("/LICENSE", StringComparison.Ordinal));
            File.ReadAllText(Path.Combine(folder, files.Single(file => file.EndsWith("js", StringComparison.Ordinal))))[..200]
                .Should().Contain(version, "the file contains its version");
            library.GetProperty("source").GetString().Should().EndWith("/" + version);
            library.GetProperty("license").GetString().Should().NotBeNullOrEmpty();
        }
    }

    private static string? Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
