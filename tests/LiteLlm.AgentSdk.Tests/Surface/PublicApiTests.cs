using System.Text;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>The public surface equals the files under api/, so that every change is seen, reviewed and accepted.</summary>
public class PublicApiTests
{
    private const string Accept = "ACCEPT_PUBLIC_API";

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void The_surface_equals_the_accepted_surface(string package)
    {
        string file = Repository.ApiListing(package);
        string actual = PublicApiWriter.Write(Packages.Load(package));
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        string accepted = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";

        if (actual != accepted)
        {
            Assert.Fail(Explain(package, accepted, actual));
        }
    }

    [Fact]
    public void A_listing_shows_what_a_reviewer_needs()
    {
        string listing =
            PublicApiWriter.Write([typeof(SampleRecord), typeof(SampleBase), typeof(SampleKind), typeof(ISample<>),
            typeof(SampleExtensions), typeof(SampleHandler)]);

        listing.Should().Be("""
            namespace LiteLlm.AgentSdk.Tests.Surface

            public interface ISample<T> : IAsyncDisposable where T : class, new()
                T Get<TOther>(TOther other) where TOther : struct

            public abstract class SampleBase
                protected SampleBase(string name)
                string this[int index] { get; }
                string? Name { get; protected set; }
                event EventHandler? Changed
                virtual Task<IReadOnlyList<string?>> ListAsync(int? limit = null, CancellationToken cancellationToken = default)
                protected abstract void OnChanged(string[]? names)
                override string ToString()

            public static class SampleExtensions
                static bool TryFind(this string text, out string? found, params string[] names)

            public delegate Task SampleHandler(string? text)

            public enum SampleKind : byte
                First = 1
                Second = 2

            public sealed record class SampleRecord
                const string Kind = "a \"kind\""
                SampleRecord(string Id)
                string Id { get; init; }
                required IReadOnlyDictionary<string, object?> Values { get; init; }
                static implicit operator string(SampleRecord record)

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_difference_is_reported_line_by_line()
    {
        string told = Explain("P", "class A\n    int B\n", "class A\n    long B\n\nclass C\n");

        told.Should().Contain("- class A :: int B").And.Contain("+ class A :: long B").And.Contain("+ class C")
            .And.Contain("ACCEPT_PUBLIC_API=1 dotnet test");
    }

    private static string Explain(string package, string accepted, string actual)
    {
        string[] before = Flatten(accepted);
        string[] after = Flatten(actual);
        StringBuilder text = new();
        text.Append("api/").Append(package).Append(".txt lists the public surface. What differs:\n\n");
        string[] differences = [.. before.Except(after).Select(line => "- " + line), .. after.Except(before).Select(line => "+ " + line)];
        text.AppendJoin('\n', differences).AppendLine(differences.Length == 0 ? "the order of lines, or lines without text" : "");

        return text.Append("\nIf this is meant: ").Append(Accept)
            .Append("=1 dotnet test tests/LiteLlm.AgentSdk.Tests, and commit the file.").ToString();
    }

    /// <summary>Returns each member with its type in front, so that a line shows where it belongs.</summary>
    private static string[] Flatten(string listing)
    {
        string type = "";
        List<string> lines = [];
        foreach (string line in listing.Split('\n').Where(line => line.Length > 0))
        {
            if (line[0] != ' ')
            {
                type = line;
            }

            lines.Add(line[0] == ' ' ? type + " :: " + line.Trim() : line);
        }

        return [.. lines];
    }
}
