using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Surface;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Coverage;

/// <summary>The table of the platform's calls is complete and correct, and equals the table in docs/api-coverage.md.</summary>
public partial class ApiCoverageTests
{
    private static readonly string s_file = Path.Combine(Repository.Root, "docs", "api-coverage.md");

    private static IEnumerable<ApiCall> Offered => ApiCalls.All.Where(static call => call.Reason.Length == 0);

    /// <summary>Returns the calls with a fixed path. The address of a terminal comes from its session.</summary>
    public static TheoryData<string> Calls() => [.. Offered.Where(static call => call.Path[0] == '/').Select(static call => call.Call)];

    [Fact]
    public void The_page_equals_the_page_of_the_table() => Accepted.Check(s_file, Page());

    [Fact]
    public void Every_member_and_every_test_in_the_table_exists()
    {
        ILookup<string, MethodInfo> members = PublicCalls();
        HashSet<string> tests = [.. TestsHere(), .. TestsOverWireMock()];

        Offered.Where(static call => call.Members.Length == 0).Should().BeEmpty();
        Offered.SelectMany(static call => call.Members).Where(member => !members.Contains(member)).Should().BeEmpty();
        Offered.SelectMany(static call => call.Tests).Where(test => !tests.Contains(test)).Should().BeEmpty();
    }

    private static IEnumerable<string> TestsHere() => typeof(ApiCoverageTests).Assembly.GetTypes()
        .SelectMany(static type => type.GetMethods())
        .Where(static method => method.IsDefined(typeof(FactAttribute)))
        .Select(static method => $"{method.DeclaringType!.Name}.{method.Name}");

    /// <summary>Reads the names of another project's tests from its source, since its assembly is not referenced here.</summary>
    private static IEnumerable<string> TestsOverWireMock() =>
        from file in Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "tests", "LiteLlm.AgentSdk.Wire.Tests"), "*Tests.cs", SearchOption.AllDirectories)
        from Match test in TestMethod().Matches(File.ReadAllText(file))
        select $"{Path.GetFileNameWithoutExtension(file)}.{test.Groups["name"].Value}";

    [GeneratedRegex(@"^    \[(Fact|Theory)\]\r?\n(    \[.*\]\r?\n)*    public (async Task|void) (?<name>\w+)\(",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex TestMethod();

    [Fact]
    public void Every_public_member_that_makes_a_call_is_in_the_table()
    {
        HashSet<string> listed = [.. Offered.SelectMany(static call => call.Members), .. ApiCalls.Composed];

        PublicCalls().Select(static group => group.Key).Where(name => !listed.Contains(name)).Should().BeEmpty();
    }

    [Fact]
    public void Every_recorded_request_belongs_to_a_call_in_the_table()
    {
        Recordings.All
            .Where(exchange => !ApiCalls.All.Any(call => call.Is(exchange.Method, exchange.Path)))
            .Where(static exchange => !ApiCalls.NoCalls.Keys.Any(entry => ApiCalls.IsNoCall(entry, exchange.Path)))
            .Where(static exchange => exchange.Status != 405 && exchange.Method is not ("OPTIONS" or "HEAD"))
            .Select(static exchange => $"{exchange.Method} {exchange.Path}")
            .Distinct()
            .Should().BeEmpty();
    }

    [Fact]
    public void Every_excluded_request_was_recorded_and_belongs_to_no_call()
    {
        ApiCalls.NoCalls.Keys.Where(entry => !Recordings.All.Any(exchange => ApiCalls.IsNoCall(entry, exchange.Path))).Should().BeEmpty();
        Recordings.All.Where(exchange => ApiCalls.NoCalls.Keys.Any(entry => ApiCalls.IsNoCall(entry, exchange.Path))
            && Offered.Any(call => call.Is(exchange.Method, exchange.Path)))
            .Select(static exchange => exchange.Name).Should().BeEmpty();
    }

    [Fact]
    public void Every_call_is_made_by_a_test()
    {
        Offered.Where(static call => call.Tests.Length == 0 && !Made(call).Any()).Select(static call => call.Call).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_local_platform_has_the_call(string call)
    {
        ApiCall known = ApiCalls.All.Single(other => other.Call == call);
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using HttpClient http = new();
        using HttpRequestMessage request =
            new(new HttpMethod(known.Method),
            new Uri(lap.BaseUrl, known.Path.Replace("{", "x", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", lap.ApiKey);
        if (known.Method is "POST" or "PATCH")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await http.SendAsync(request);
        string body = await response.Content.ReadAsStringAsync();

        ((int)response.StatusCode).Should().NotBe(405);
        body.Should().NotContain("no route", "the gateway answers so for an unknown path").And.NotContain("<html");
    }

    /// <summary>Returns the recordings whose request the SDK makes exactly.</summary>
    private static IEnumerable<string> Made(ApiCall call) =>
        GoldenCases.All.Where(golden =>
            golden.Kind == GoldenKind.Made && call.Is(golden.Exchange.Method, golden.Exchange.Path)).Select(static golden => golden.Name);

    /// <summary>Returns the public asynchronous members of the types that call the platform.</summary>
    internal static ILookup<string, MethodInfo> PublicCalls() =>
        Reflected.PublicTypes(typeof(AgentPlatformClient).Assembly)
            .Where(static type => type.Namespace == "LiteLlm.AgentSdk"
                && (type.Name.EndsWith("Client", StringComparison.Ordinal) || type == typeof(Agent) || type == typeof(Session)
                || type == typeof(Attachment) || type == typeof(SandboxFile)))
            .SelectMany(static type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(static method => method.Name.EndsWith("Async", StringComparison.Ordinal))
            .ToLookup(static method => $"{method.DeclaringType!.Name}.{method.Name}");

    private static string Page()
    {
        StringBuilder page = new();
        page.Append(
            """
            # Every call of the platform

            Made from the table in the tests, which are run to keep it complete and true: each recorded request of a real platform is of
            a call in it, each public member of the SDK that makes a call is in it, and the local platform of `LiteLlm.AgentSdk.Testing`
            has each of the calls under the same path. Recordings are tests too: the SDK makes the recorded request to the letter, and
            understands the recorded answer.

            """.ReplaceLineEndings("\n"));
        foreach (IGrouping<string, ApiCall> area in ApiCalls.All.GroupBy(static call => call.Area))
        {
            page.Append($"\n## {area.Key}\n\n");
            if (area.All(static call => call.Reason.Length > 0))
            {
                page.Append("| call | why |\n|---|---|\n");
                page.AppendJoin("", area.Select(static call => $"| `{call.Call}` | {call.Reason} |\n"));
                continue;
            }

            page.Append("| call | SDK | tests | local platform |\n|---|---|---|---|\n");
            foreach (ApiCall call in area)
            {
                string[] recordings = [.. Made(call)];
                IEnumerable<string> tests =
                [
                    .. recordings.Take(1).Select(name =>
                        recordings.Length == 1 ? $"recording `{name}`" : $"{recordings.Length} recordings, such as `{name}`"),
                    .. call.Tests.Select(static test => $"`{test}`"),
                ];
                page.Append(
                    $"| `{call.Call}` | {string.Join("<br>", call.Members.Select(static member => $"`{member}`"))} | "
                        + $"{string.Join("<br>", tests)} | `{call.Method} {call.Path}` |\n");
            }
        }

        return page.ToString();
    }
}
