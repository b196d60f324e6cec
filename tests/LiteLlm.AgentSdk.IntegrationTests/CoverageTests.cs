using System.Reflection;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.IntegrationTests;

/// <summary>A test of this suite makes every call that docs/api-coverage.md lists, or a reason is given here.</summary>
public sealed partial class CoverageTests
{
    /// <summary>Calls that no test makes, with the reason.</summary>
    private const string NoIntegration =
        "A deployment has workspaces of its own behind it; the SDK's own tests play these calls against the local platform.";
    private const string OperatorsSwitch =
        "Switching the inline harness off would end the sessions of others; the SDK's own tests play these calls.";

    private static readonly Dictionary<string, string> s_notMade = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/integrations"] = NoIntegration,
        ["GET /api/v1/integrations/{id}/manifest"] = NoIntegration,
        ["POST /api/v1/managed_agents/agents/{id}/integrations/{provider_id}/bind"] = NoIntegration,
        ["DELETE /api/v1/managed_agents/agents/{id}/integrations/{provider_id}/bind"] = NoIntegration,
        ["GET /api/v1/admin/inline-harness"] = OperatorsSwitch,
        ["POST /api/v1/admin/inline-harness"] = OperatorsSwitch,
    };

    [Fact]
    public void Every_call_of_the_platform_has_a_test_or_a_reason()
    {
        HashSet<string> made = [.. Tests().SelectMany(static test => test.Calls)];

        Listed().Where(call => !made.Contains(call) && !s_notMade.ContainsKey(call)).Should().BeEmpty("each call names its test");
        s_notMade.Keys.Where(made.Contains).Should().BeEmpty("a call that a test makes needs no reason");
    }

    [Fact]
    public void No_test_and_no_reason_names_a_call_that_is_not_listed()
    {
        HashSet<string> listed = [.. Listed()];

        listed.Should().HaveCountGreaterThan(60, "the page was read");
        Tests().SelectMany(static test => test.Calls.Select(call => (test.Name, call)))
            .Where(pair => !listed.Contains(pair.call)).Should().BeEmpty();
        s_notMade.Keys.Where(call => !listed.Contains(call)).Should().BeEmpty();
    }

    [Fact]
    public void Only_tests_cover_calls() =>
        Tests().Where(static test => !test.IsTest).Select(static test => test.Name).Should().BeEmpty();

    private static IEnumerable<string> Listed()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "api-coverage.md"));
        string offered = page[..page.IndexOf("## Left out", StringComparison.Ordinal)];
        return Row().Matches(offered).Select(static row => row.Groups["call"].Value.Split('?')[0]);
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Calls, bool IsTest)> Tests() =>
        from type in typeof(CoverageTests).Assembly.GetTypes()
        from method in type.GetMethods()
        let covers = method.GetCustomAttribute<CoversAttribute>()
        where covers is not null
        select ($"{type.Name}.{method.Name}", covers.Calls, method.IsDefined(typeof(FactAttribute), inherit: true));

    [GeneratedRegex(@"^\| `(?<call>[A-Z]+ [^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Row();
}
