using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Validation;

/// <content>The rules of environment variables and of the hosts that may receive them.</content>
public partial class LimitTests
{
    private static readonly string[] Reserved =
        ["REPO_URL", "BRANCH", "LITELLM_API_KEY", "LITELLM_API_BASE", "LITELLM_DEFAULT_MODEL", "AGENT_PROMPT", "PORT", "GIT_TOKEN",
            "AGENT_REQUIREMENTS"];

    private static readonly string[] BadNames = ["", "A B", "1A", "A-B", "A.B", "Ä", "A\n", " A"];

    private static readonly string[] Where = ["create", "update", "session"];

    public static TheoryData<string, string> Names() =>
        Table.Of(Where.SelectMany(where => Reserved.Concat(BadNames).Select(name => (where, name))));

    public static TheoryData<string, string, int> Sizes() => Table.Of(Where.SelectMany(where => new (string, int)[]
    {
        // A piece of a value, and the number of UTF-16 code units that JSON.stringify writes for it.
        ("x", 1), ("\"", 2), ("\\", 2), ("\n", 2), ("\t", 2), ("\b", 2), ("\f", 2), ("\r", 2), ("\u0001", 6), ("\u001f", 6),
            ("\u007f", 1), ("/", 1),
        ("é", 1), ("\u2028", 1), ("<", 1), ("'", 1), ("🙂", 2),
    }.Select(row => (where, row.Item1, row.Item2))));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_that_the_platform_does_not_accept_is_refused(string where, string name)
    {
        (await RefusedAsync(where, new EnvironmentVariables { [name] = "v" })).Should().Equal($"env_vars.{name}");
    }

    [Theory]
    [InlineData("create")]
    [InlineData("update")]
    [InlineData("session")]
    public async Task Fifty_variables_pass_and_fifty_one_do_not(string where)
    {
        (await RefusedAsync(where, new(Enumerable.Range(0, 50).Select(i => KeyValuePair.Create($"_K{i}", "v"))))).Should().BeEmpty();
        (await RefusedAsync(where,
            new(Enumerable.Range(0, 51).Select(i => KeyValuePair.Create($"_K{i}", "v"))))).Should().Equal("env_vars");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Exactly_16384_code_units_of_JSON_pass_and_one_more_does_not(string where, string piece, int length)
    {
        // {"K":"..."} is 8 around the value.
        const int room = 16_384 - 8;
        string full = string.Concat(Enumerable.Repeat(piece, room / length)) + new string('x', room % length);

        (await RefusedAsync(where, new EnvironmentVariables { ["K"] = full })).Should().BeEmpty();
        (await RefusedAsync(where, new EnvironmentVariables { ["K"] = full + "x" })).Should().Equal("env_vars");
    }

    [Theory]
    [InlineData("D800", 6)]
    [InlineData("DC00", 6)]
    [InlineData("D83D DE42", 2)]
    [InlineData("DE42 D83D", 12)]
    [InlineData("D83D D83D DE42", 8)]
    [InlineData("D83D DE42 DE42", 8)]
    [InlineData("0061 D800 0062", 8)]
    public void A_lone_surrogate_is_written_as_an_escape(string codeUnits, int length)
    {
        // The code units are given as numbers, since a runner that writes its rows as UTF-8 would lose them.
        string value = string.Concat(codeUnits.Split(' ').Select(unit => (char)Convert.ToUInt16(unit, 16)));

        EnvironmentRules.SizeAsJson(new EnvironmentVariables { ["K"] = value }).Should().Be(8 + length);
    }

    [Fact]
    public void The_size_is_that_of_the_whole_map()
    {
        EnvironmentRules.SizeAsJson([]).Should().Be("{}".Length);
        EnvironmentRules.SizeAsJson(new EnvironmentVariables { ["A"] = "", ["BC"] = "d" }).Should().Be("""{"A":"","BC":"d"}""".Length);
    }

    [Fact]
    public async Task Values_are_never_quoted()
    {
        AgentPlatformValidationException failure = await FailureAsync(client => client.Agents.CreateAsync(new AgentCreateOptions
        {
            Model = "m",
            EnvVars = new() { ["A B"] = "secret-value-1", ["PORT"] = "secret-value-2", ["BIG"] = new string('s', 20_000) },
        }));

        failure.ToString().Should().NotContain("secret-value").And.NotContain("sssss");
        failure.ValidationErrors.Select(e => e.Path).Should().BeEquivalentTo("env_vars.A B", "env_vars.PORT", "env_vars");
    }

    [Theory]
    [InlineData("api.linear.app", true)]
    [InlineData("*.example.com", true)]
    [InlineData(" padded.example.com ", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("localhost", true)]
    [InlineData("a_b.example", true)]
    [InlineData("253", true)]
    [InlineData("254", false)]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("*", false)]
    [InlineData("a.*.com", false)]
    [InlineData("https://example.com", false)]
    [InlineData("example.com:443", false)]
    [InlineData("10.0.0.0/123", false)]
    [InlineData("10.0.0.0/", false)]
    [InlineData("exämple.com", false)]
    [InlineData("a b", false)]
    [InlineData(null, false)]
    public async Task Hosts_are_checked_at_every_place(string? host, bool valid)
    {
        host = host is "253" or "254" ? new string('h', int.Parse(host, System.Globalization.CultureInfo.InvariantCulture)) : host;
        string[] hosts = ["fine.example", host!];
        AgentCreateOptions create =
            new() { Model = "m", AllowOut = hosts, DenyOut = hosts, EnvVars = new() { ["K"] = "v" }, EnvVarHosts = Hosts("K", hosts) };
        AgentUpdateOptions update =
            new() { AllowOut = hosts, DenyOut = hosts, EnvVars = new() { ["K"] = "v" }, EnvVarHosts = Hosts("K", hosts) };
        string[] expected = valid ? [] : ["allow_out[1]", "deny_out[1]", "env_var_hosts.K[1]"];

        (await ProblemsAsync(client => client.Agents.CreateAsync(create))).Should().Equal(expected);
        (await ProblemsAsync(client => client.Agents.UpdateAsync("a1", update))).Should().Equal(expected);
    }

    [Theory]
    [InlineData("x.com", "x.com", true)]
    [InlineData("*.x.com", "x.com", true)]
    [InlineData("*.x.com", "a.x.com", true)]
    [InlineData("*.x.com", "a.b.x.com", true)]
    [InlineData("*.X.com", " A.x.COM ", true)]
    [InlineData("*.x.com", "*.x.com", true)]
    [InlineData("*.x.com", "ax.com", false)]
    [InlineData("x.com", "a.x.com", false)]
    [InlineData("a.x.com", "x.com", false)]
    public async Task A_host_of_a_variable_must_be_allowed(string allowed, string host, bool covered)
    {
        AgentCreateOptions create =
            new() { Model = "m", AllowOut = [allowed], EnvVars = new() { ["K"] = "v" }, EnvVarHosts = Hosts("K", host) };

        (await ProblemsAsync(client => client.Agents.CreateAsync(create))).Should().Equal(covered ? [] : ["env_var_hosts.K[0]"]);
    }

    [Fact]
    public async Task A_variable_with_hosts_must_exist()
    {
        (await ProblemsAsync(client =>
            client.Agents.CreateAsync(new()
            {
                Model = "m",
                AllowOut = ["x.com"],
                EnvVarHosts = Hosts("K", "x.com")
            }))).Should().Equal("env_var_hosts.K");
        (await ProblemsAsync(client =>
            client.Agents.UpdateAsync("a1",
            new() { EnvVars = new() { ["OTHER"] = "v" }, EnvVarHosts = Hosts("K", "x.com") }))).Should().Equal("env_var_hosts.K");
        (await ProblemsAsync(client =>
            client.Agents.UpdateAsync("a1",
            new() { EnvVarHosts = Hosts("K", "x.com") }))).Should().BeEmpty("only the platform knows the existing variables of the agent");
        (await ProblemsAsync(client =>
            client.Agents.CreateAsync(new()
            {
                Model = "m",
                EnvVars = new() { ["K"] = "v" },
                EnvVarHosts = Hosts("K", "x.com")
            }))).Should().Equal("env_var_hosts.K[0]");
    }
}
