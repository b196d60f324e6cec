using System.Security.Cryptography;
using System.Text.Json;

namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>The libraries of other projects that the page uses: each file is the one that the list names.</summary>
public class LibraryTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "samples", "WebChat", "wwwroot", "lib");

    [Fact]
    public void Every_file_is_listed_and_as_it_was_published()
    {
        using JsonDocument list = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "libraries.json")));
        Dictionary<string, string?> listed = list.RootElement.GetProperty("libraries").EnumerateArray()
            .SelectMany(library => library.GetProperty("files").EnumerateObject())
            .ToDictionary(file => file.Name, file => file.Value.GetString());
        Dictionary<string, string?> present = Directory.EnumerateFiles(s_folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "libraries.json")
            .ToDictionary(file => Path.GetRelativePath(s_folder, file).Replace('\\', '/'), Hash);

        present.Should().BeEquivalentTo(listed);
    }

    [Fact]
    public void Every_library_has_its_version_and_licence()
    {
        using JsonDocument list = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "libraries.json")));
        JsonElement[] libraries = [.. list.RootElement.GetProperty("libraries").EnumerateArray()];
        libraries.Should().NotBeEmpty();
        foreach (JsonElement library in libraries)
        {
            string[] files = [.. library.GetProperty("files").EnumerateObject().Select(file => file.Name)];
            string version = library.GetProperty("version").GetString()!;
            files.Should().Contain(file => file.EndsWith("/LICENSE", StringComparison.Ordinal));
            File.ReadAllText(Path.Combine(s_folder, files.Single(file => file.EndsWith("js", StringComparison.Ordinal))))[..200]
                .Should().Contain(version, "the file says its version itself");
            library.GetProperty("source").GetString().Should().EndWith("/" + version);
            library.GetProperty("license").GetString().Should().NotBeNullOrEmpty();
        }
    }

    private static string? Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
