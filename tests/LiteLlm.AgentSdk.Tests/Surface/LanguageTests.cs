using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>The style of the repository: the length of lines, and words that readers all over the world know.</summary>
public sealed partial class LanguageTests
{
    private const int LongestLine = 140;

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void Summaries_begin_as_those_of_NET_do(string package) =>
        SurfaceRules.Summaries(Reflected.PublicTypes(Packages.Load(package)), XmlDocs.Of(Packages.Load(package))).Should().BeEmpty();

    [Fact]
    public void Lines_end_by_column_140()
    {
        List<string> broken = [];
        foreach (string file in Texts())
        {
            // A row of a table can't be broken.
            string name = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
            int[] lines = [.. File.ReadLines(file).Index().Where(l => l.Item.Length > LongestLine && !l.Item.TrimStart().StartsWith('|'))
                .Select(l => l.Index + 1)];
            if (lines.Length > 0)
            {
                broken.Add($"{name} has {lines.Length} lines beyond column {LongestLine}: {string.Join(", ", lines)}");
            }
        }

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Old_idioms_are_gone() =>
        Matches(Texts().Where(file => !file.EndsWith(nameof(LanguageTests) + ".cs", StringComparison.Ordinal)), Idioms())
            .Should().BeEmpty();

    [Fact]
    public void Names_of_methods_are_verbs_of_the_field() =>
        Matches(Texts().Where(file => Path.GetRelativePath(Repository.Root, file).StartsWith("src", StringComparison.Ordinal)), Riddles())
            .Should().BeEmpty();

    private static IEnumerable<string> Matches(IEnumerable<string> files, Regex pattern) =>
        files.SelectMany(file => File.ReadLines(file).Index().Where(line => pattern.IsMatch(line.Item))
            .Select(line => $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}: {line.Item.Trim()}"));

    /// <summary>
    /// Returns the C# files, scripts and Markdown of the repository, without recordings, build output and vendored files.
    /// </summary>
    private static IEnumerable<string> Texts() =>
        ((string[])["src", "samples", "tests", "docs", ".ci"]).Select(folder => Path.Combine(Repository.Root, folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Where(file => Path.GetExtension(file) is ".cs" or ".md" or ".sh" || Path.GetFileName(file) == "run")
            .Where(file => !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar)
                .Any(folder => folder is "obj" or "bin" or "lib" or "node_modules" or "Recordings"))
            .Order(StringComparer.Ordinal);

    // "It is no list" is not how engineers write today; "there is no list" and "it is no longer a list" are. The same in names of tests.
    [GeneratedRegex(@"Ends the wait|Makes one\.|\bfor ever\b|whose it is\b|made anew|Whoever "
        + "|(?<!here )(?<!here_)(?<![a-z])([Ii]s|[Aa]re|[Ww]as|[Ww]ere)[ _]no[ _](?!longer|more|less|need)")]
    private static partial Regex Idioms();

    // Declarations of methods whose name does not say what they do.
    [GeneratedRegex(@"^\s*(private|internal|public|protected)\s[^=;(""]*\b(Try)?"
        + @"(Take|Tell|Ask|Hand|Made|Sees|Saw|Said|Lose|Note|Heed|Say)(Async)?(<\w+>)?\(")]
    private static partial Regex Riddles();
}
