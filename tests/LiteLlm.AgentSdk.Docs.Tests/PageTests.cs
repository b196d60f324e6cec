using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Docs.Tests;

/// <summary>
/// The pages of the documentation: every link has a target, and every C# block was compiled with this project.
/// </summary>
public partial class PageTests
{
    internal static string Root { get; } = FindRoot();

    private static IEnumerable<string> Pages =>
    [
        .. Directory.EnumerateFiles(Root, "*.md"),
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md"),
        .. new[] { "samples", "src" }.SelectMany(static folder => Directory.EnumerateDirectories(Path.Combine(Root, folder)))
            .Select(static folder => Path.Combine(folder, "README.md")).Where(File.Exists),
    ];

    [Fact]
    public void Every_snippet_was_compiled()
    {
        string[] snippets =
            [.. typeof(Surroundings).Assembly.GetTypes().Select(static type => type.Namespace).OfType<string>().Where(static name =>
            name.StartsWith("Snippets.", StringComparison.Ordinal)).Distinct()];

        snippets.Should().HaveCount(Pages.Where(static page =>
            Path.GetFileName(page) is not ("CHANGELOG.md" or "CONTRIBUTING.md")).Sum(static page =>
            File.ReadLines(page).Count(static line => line.Trim() == "```csharp")));
        snippets.Should().HaveCountGreaterThan(20);
    }

    /// <summary>A page names the packages that a reader needs for its snippets.</summary>
    [Fact]
    public void A_page_names_the_packages_of_its_snippets()
    {
        List<string> missing = [];
        int found = 0;
        foreach (string page in Pages)
        {
            string[] blocks = [.. Block().Matches(File.ReadAllText(page)).Select(static block => block.Groups["code"].Value)];
            string prose = Block().Replace(File.ReadAllText(page), "");
            IEnumerable<string> names = blocks.SelectMany(static block => Using().Matches(block))
                .Select(static match => match.Groups["name"].Value).Distinct();
            foreach (string name in names)
            {
                string? package = PackageOf(name);
                found += package is null ? 0 : 1;

                // The other packages include the SDK.
                string others = package == "LiteLlm.AgentSdk" ? @"(\.Extensions\.\w+|\.AspNetCore|\.Testing)?" : "";
                if (package is not null && !Regex.IsMatch(prose, $@"(`|package ){Regex.Escape(package)}{others}(`|\s)"))
                {
                    missing.Add($"{Path.GetRelativePath(Root, page)}: {package}, for {name}");
                }
            }
        }

        missing.Should().Equal();
        found.Should().BeGreaterThan(40);
    }

    [Fact]
    public void Every_link_has_a_target()
    {
        List<string> broken = [];
        foreach (string page in Pages)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                string target = link.Groups[1].Value;
                if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
                {
                    continue;
                }

                string[] parts = target.Split('#');
                string file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
                if (!File.Exists(file) && !Directory.Exists(file))
                {
                    broken.Add($"{Path.GetRelativePath(Root, page)}: {target}");
                }
                else if (parts.Length > 1 && File.Exists(file) && !Headings(file).Contains(parts[1]))
                {
                    broken.Add($"{Path.GetRelativePath(Root, page)}: no heading {target}");
                }
            }
        }

        broken.Should().BeEmpty();
    }

    [Fact]
    public void The_page_of_versions_has_every_dependency_of_the_packages()
    {
        string[] dependencies = [.. File.ReadLines(Path.Combine(Root, ".ci", "dependencies.txt"))
            .Where(static line => !line.Contains(" LiteLlm.", StringComparison.Ordinal))];
        List<string> listed = [];
        string package = "";
        foreach (string line in File.ReadLines(Path.Combine(Root, "docs", "versioning.md")))
        {
            string[] cells = [.. line.Split('|').Select(static cell => cell.Trim().Trim('`'))];
            if (cells.Length != 6 || !cells[2].Contains('.') || cells[2].Contains(' '))
            {
                continue;
            }

            package = cells[1].Length > 0 ? cells[1] : package;
            listed.AddRange(new[] { ("net8.0", cells[3]), ("net10.0", cells[4]) }.Where(static cell => cell.Item2.Length > 0)
                .Select(cell => $"{package} {cell.Item1} {cells[2]} {cell.Item2}"));
        }

        listed.Should().BeEquivalentTo(dependencies);
    }

    [Fact]
    public void No_sample_is_longer_than_150_lines()
    {
        Directory.EnumerateDirectories(Path.Combine(Root, "samples"))
            .Where(static folder => Path.GetFileName(folder) is not ("WebChat" or "Orleans"))
            .Select(static folder =>
                (Sample: Path.GetFileName(folder),
                Lines: Directory.EnumerateFiles(folder, "*.cs").Sum(static file => File.ReadLines(file).Count())))
            .Where(static sample => sample.Lines > 150)
            .Should().BeEmpty();
    }

    /// <summary>Each row of the page about frameworks names an existing test.</summary>
    [Fact]
    public void The_tests_that_the_frameworks_page_names_exist()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Root, "docs", "frameworks.md"))
            .SkipWhile(static line => !line.StartsWith("## Microsoft.Extensions.AI", StringComparison.Ordinal))
            .TakeWhile(static line => !line.StartsWith("## What is refused", StringComparison.Ordinal))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal)
                && !line.StartsWith("| feature", StringComparison.Ordinal))];
        rows.Should().NotBeEmpty();
        foreach (string row in rows.Where(static row => !row.Contains("](../samples/", StringComparison.Ordinal)))
        {
            string cell = row.TrimEnd(' ', '|').Split('|')[^1].Trim();
            string project = cell.Split(' ')[0] switch
            {
                "AI" => "LiteLlm.AgentSdk.Extensions.AI.Tests",
                "Agents" => "LiteLlm.AgentSdk.Extensions.Agents.Tests",
                "Frameworks" => "LiteLlm.AgentSdk.Frameworks.Tests",
                _ => throw new InvalidOperationException($"This row names no test: {row}"),
            };
            foreach (string[] name in cell.Split('`').Where(static (_, i) => i % 2 == 1).Select(static name => name.Split('.')))
            {
                string file = Path.Combine(Root, "tests", project, name[0] + ".cs");
                File.Exists(file).Should().BeTrue(row);
                if (name.Length > 1)
                {
                    File.ReadAllText(file).Should().Contain($" {name[1]}(", row);
                }
            }
        }
    }

    [Fact]
    public void The_files_of_a_sample_with_several_processes_are_short()
    {
        Directory.EnumerateFiles(Path.Combine(Root, "samples", "Orleans"), "*.cs")
            .Where(static file => File.ReadLines(file).Count() > 150)
            .Should().BeEmpty();
    }

    [Fact]
    public void Every_sample_has_a_page()
    {
        Directory.EnumerateDirectories(Path.Combine(Root, "samples")).Where(static folder =>
            !File.Exists(Path.Combine(folder, "README.md"))).Should().BeEmpty();
    }

    /// <summary>Returns the headings of a page, in the form of link targets.</summary>
    private static IEnumerable<string> Headings(string page) =>
        File.ReadLines(page).Where(static line => line.StartsWith('#')).Select(static line =>
            NoWord().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Returns the package that a namespace needs; null if it belongs to .NET, ASP.NET Core or a package of the SDK.</summary>
    private static string? PackageOf(string name) => name switch
    {
        "Microsoft.Agents.AI" or "Microsoft.Extensions.AI" or "Microsoft.Extensions.DependencyInjection"
            or "Microsoft.Extensions.Configuration" or "Microsoft.Extensions.Options" => null,
        "Microsoft.Extensions.Caching.Distributed" => "Microsoft.Extensions.Caching.Memory",
        "Microsoft.Extensions.Logging" => "Microsoft.Extensions.Logging.Console",
        "Microsoft.Extensions.Time.Testing" => "Microsoft.Extensions.TimeProvider.Testing",
        "Xunit" => "xunit",
        _ when name.StartsWith("Microsoft.SemanticKernel", StringComparison.Ordinal) => "Microsoft.SemanticKernel.Core",
        _ when name.StartsWith("OpenTelemetry", StringComparison.Ordinal) => "OpenTelemetry.Exporter.Console",
        _ when name.StartsWith("System", StringComparison.Ordinal) => null,
        _ when name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) => null,
        _ => name,
    };

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LiteLlm.AgentSdk.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The solution is in no folder above the tests.");
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoWord();
}
