using FluentAssertions;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>
/// Files of the repository that tests generate. A change fails the test, and running the test again with a variable accepts it.
/// </summary>
internal static class Accepted
{
    public static void Check(string file, string made)
    {
        if (Environment.GetEnvironmentVariable("ACCEPT_PUBLIC_API") == "1")
        {
            File.WriteAllText(file, made);
        }

        (File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n")
            : "").Should().Be(made, "ACCEPT_PUBLIC_API=1 dotnet test tests/LiteLlm.AgentSdk.Tests writes it anew");
    }

    /// <summary>Checks the part of a page between two comments that name it.</summary>
    public static void CheckSection(string file, string name, string made)
    {
        string begin = $"<!-- begin: {name} -->\n";
        string end = $"<!-- end: {name} -->\n";
        string page = File.ReadAllText(file).ReplaceLineEndings("\n");
        int from = page.IndexOf(begin, StringComparison.Ordinal);
        int to = page.IndexOf(end, StringComparison.Ordinal);
        from.Should().BePositive($"{file} has a section '{name}'");
        Check(file, page[..(from + begin.Length)] + made + page[to..]);
    }
}
