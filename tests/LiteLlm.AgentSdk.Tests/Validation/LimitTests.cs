using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Validation;

/// <summary>The limits of the contract are checked before anything is sent.</summary>
public class LimitTests
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

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_model_is_required(string? model)
    {
        (await ProblemsAsync(client => client.Agents.CreateAsync(new() { Model = model }))).Should().Equal("model");
        (await ProblemsAsync(client => client.Agents.UpdateAsync("a1", new() { Model = model }))).Should().Equal(model is null ? []
            : ["model"]);
    }

    [Theory]
    [InlineData("https://github.com/a/b", true)]
    [InlineData("git@github.com:a/b", false)]
    [InlineData("a/b", false)]
    public async Task A_repository_is_an_absolute_address(string repository, bool valid)
    {
        (await ProblemsAsync(client => client.Agents.CreateAsync(new() { Model = "m", RepoUrl = repository }))).Should().Equal(valid ? []
            : ["repo_url"]);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public async Task Memories_to_preload_are_0_to_50(int limit, bool valid)
    {
        (await ProblemsAsync(client => client.Agents.UpdateAsync("a1", new() { PreloadMemoryLimit = limit }))).Should().Equal(valid ? []
            : ["preload_memory_limit"]);
    }

    [Fact]
    public async Task Projects_have_an_id_and_a_name()
    {
        AgentProject[] projects = [new() { Id = "p", Name = "n" }, new() { Name = "n" }, new() { Id = "p" }, null!];

        string[] expected = ["projects[1].id", "projects[2].name", "projects[3].id", "projects[3].name"];
        (await ProblemsAsync(client => client.Agents.CreateAsync(new() { Model = "m", Projects = projects }))).Should().Equal(expected);
        (await ProblemsAsync(client => client.Agents.UpdateAsync("a1", new() { Projects = projects }))).Should().Equal(expected);
    }

    [Fact]
    public async Task The_inline_brain_needs_a_project()
    {
        (await ProblemsAsync(client =>
            client.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.ClaudeCodeBrainInline }))).Should().Equal("projects");
        (await ProblemsAsync(client =>
            client.Agents.CreateAsync(new()
            {
                Model = "m",
                HarnessId = HarnessId.ClaudeCodeBrainInline,
                Projects = [new() { Id = "p", Name = "n" }]
            }))).Should().BeEmpty();
    }

    [Fact]
    public async Task Files_are_at_most_20_with_10_MiB_of_base64_and_absolute_paths()
    {
        SandboxFile[] Files(int count, int bytes, string path = "/f") =>
            [.. Enumerable.Repeat(new SandboxFile { SandboxPath = path, Content = new byte[bytes] }, count)];
        const int most = 10 * 1024 * 1024 / 4 * 3; // the decoded size of 10 MiB of base64

        (await ProblemsAsync(client => client.Agents.CreateAsync(new() { Model = "m", SandboxFiles = Files(20, 1) }))).Should().BeEmpty();
        (await ProblemsAsync(client =>
            client.Agents.CreateAsync(new() { Model = "m", SandboxFiles = Files(21, 1) }))).Should().Equal("sandbox_files");
        (await ProblemsAsync(client => client.Agents.CreateAsync(new() { Model = "m", SandboxFiles = Files(1, most) }))).Should().BeEmpty();
        (await ProblemsAsync(client =>
            client.Agents.CreateAsync(new() { Model = "m", SandboxFiles = Files(1, most + 1) }))).Should().Equal("sandbox_files");
        (await ProblemsAsync(client =>
            client.Agents.CreateAsync(new()
            {
                Model = "m",
                SandboxFiles =
            [.. Files(1, 1, "~/f"), .. Files(1, 1, "f"), .. Files(1, 1, "")]
            }))).Should().Equal("sandbox_files[1].sandbox_path",
            "sandbox_files[2].sandbox_path");
    }

    [Theory]
    [InlineData("image/png", 1, true)]
    [InlineData("image/jpeg", 5 * 1024 * 1024, true)]
    [InlineData("image/gif", 5 * 1024 * 1024 + 1, false)]
    [InlineData("image/webp", 0, false)]
    public async Task Images_have_at_most_5_MiB(string type, int bytes, bool valid)
    {
        Attachment[] images = [new() { MimeType = type, Content = new byte[bytes] }];

        (await ProblemsAsync(client => Clients.SessionOf(client).SendAsync("x", new() { Attachments = images }))).Should().Equal(valid
            ? [] : ["attachments[0].base64"]);
        (await ProblemsAsync(client =>
            Clients.AgentOf(client).CreateSessionAsync(new() { InitialAttachments = images }))).Should().Equal(valid ? []
            : ["initial_attachments[0].base64"]);
    }

    [Fact]
    public async Task Images_are_at_most_10_of_four_types()
    {
        Attachment png = new() { MimeType = "image/png", Content = new byte[1] };
        Attachment svg = new() { MimeType = "image/svg+xml", Content = new byte[1] };

        (await ProblemsAsync(client =>
            Clients.SessionOf(client).SendAsync("x", new() { Attachments = [.. Enumerable.Repeat(png, 10)] }))).Should().BeEmpty();
        (await ProblemsAsync(client =>
            Clients.SessionOf(client).SendAsync("x",
            new() { Attachments = [.. Enumerable.Repeat(png, 11)] }))).Should().Equal("attachments");
        (await ProblemsAsync(client =>
            Clients.SessionOf(client).SendStreamingAsync("x",
            new() { Attachments = [png, svg, null!] }).ToListAsync())).Should().Equal("attachments[1].mime_type", "attachments[2]");
        (await ProblemsAsync(client =>
            Clients.AgentOf(client).CreateSessionAsync(new()
            {
                InitialAttachments =
            [svg]
            }))).Should().Equal("initial_attachments[0].mime_type");
    }

    [Fact]
    public async Task A_message_can_be_checked_without_being_sent()
    {
        SendOptions[] messages =
        [
            new() { Text = "x" },
            new() { TextParts = ["x"], Attachments = [new() { MimeType = "image/svg+xml" }], TurnTimeout = TimeSpan.Zero },
            new(),
        ];
        foreach (SendOptions message in messages)
        {
            message.Validate().Select(p =>
                p.Path).Should().Equal(await ProblemsAsync(client => Clients.SessionOf(client).SendAsync(message)));
        }

        messages[1].Validate().Should().HaveCountGreaterThan(2, "all problems are named");
    }

    [Fact]
    public async Task A_message_has_content_in_exactly_one_form()
    {
        Attachment png = new() { MimeType = "image/png", Content = new byte[1] };

        (await ProblemsAsync(client => Clients.SessionOf(client).SendAsync(""))).Should().Equal("text");
        (await ProblemsAsync(client => Clients.SessionOf(client).SendAsync(new SendOptions()))).Should().Equal("text");
        (await ProblemsAsync(client => Clients.SessionOf(client).SendAsync(new SendOptions { TextParts = [] }))).Should().Equal("text");
        (await ProblemsAsync(client =>
            Clients.SessionOf(client).SendAsync(new SendOptions { Text = "a", TextParts = ["b"] }))).Should().Equal("parts");
        (await ProblemsAsync(client =>
            Clients.SessionOf(client).SendAsync(new SendOptions
            {
                TextParts = ["a", null!],
                Attachments = [png]
            }))).Should().Equal("attachments", "parts[1].text");
        (await ProblemsAsync(client => Clients.SessionOf(client).SendAsync(new SendOptions { TextParts = ["a", "b"] }))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_session_takes_10_skills_that_are_UUIDs()
    {
        string[] ids = [.. Enumerable.Range(0, 11).Select(_ => Guid.NewGuid().ToString())];

        (await ProblemsAsync(client =>
            Clients.AgentOf(client).CreateSessionAsync(new() { WaitUntilReady = false, SkillIds = ids[..10] }))).Should().BeEmpty();
        (await ProblemsAsync(client => Clients.AgentOf(client).CreateSessionAsync(new() { SkillIds = ids }))).Should().Equal("skill_ids");
        (await ProblemsAsync(client =>
            Clients.AgentOf(client).CreateSessionAsync(new()
            {
                SkillIds =
            ["x", ids[0], "{" + ids[0] + "}", null!]
            }))).Should().Equal("skill_ids[0]", "skill_ids[2]", "skill_ids[3]");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task Lists_have_a_limit_of_1_to_200(int limit, bool valid)
    {
        (await ProblemsAsync(client => client.Agents.ListAsync(new() { Limit = limit }).GetFirstPageAsync(), list: true))
            .Should().Equal(valid ? [] : ["limit"]);
        (await ProblemsAsync(client => client.Sessions.ListAsync(new() { Limit = limit }).ToListAsync(), list: true))
            .Should().Equal(valid ? [] : ["limit"]);
        (await ProblemsAsync(client => client.Agents.ListAsync(new() { Limit = limit, Offset = valid ? 0 : -1 }).ToListAsync(),
            list: true)).Should().Equal(valid ? [] : ["limit", "offset"]);
    }

    [Fact]
    public async Task Several_problems_are_reported_in_one_exception()
    {
        AgentPlatformValidationException failure = await FailureAsync(client => client.Agents.CreateAsync(new AgentCreateOptions
        {
            RepoUrl = "nowhere",
            EnvVars = new() { ["PORT"] = "1", ["A B"] = "2" },
            AllowOut = ["*"],
            McpServers = ["a", null!],
            SkillIds = [null!],
        }));

        failure.ValidationErrors.Select(e => e.Path).Should().BeEquivalentTo("model", "repo_url", "env_vars.PORT", "env_vars.A B",
            "allow_out[0]", "mcp_servers[1]", "skill_ids[0]");
        failure.Message.Should().StartWith("The agent can't be created: ").And.Contain("model: it is required")
            .And.Contain("mcp_servers[1]: it is null");
        failure.StatusCode.Should().BeNull("the platform was not asked");
        failure.MayHaveTakenEffect.Should().BeFalse();
    }

    private static Dictionary<string, IReadOnlyList<string>> Hosts(string variable, params string[] hosts) => new() { [variable] = hosts };

    private static Task<List<string>> RefusedAsync(string where, EnvironmentVariables variables) => ProblemsAsync(client => where switch
    {
        "create" => client.Agents.CreateAsync(new() { Model = "m", EnvVars = variables }),
        "update" => client.Agents.UpdateAsync("a1", new() { EnvVars = variables }),
        _ => Clients.AgentOf(client).CreateSessionAsync(new() { EnvVars = variables, WaitUntilReady = false }),
    });

    private static async Task<AgentPlatformValidationException> FailureAsync(Func<AgentPlatformClient, Task> call)
    {
        using AgentPlatformClient client = Clients.For(Clients.Nowhere(), options => options.Retry.MaxRetries = 0);
        return await Assert.ThrowsAsync<AgentPlatformValidationException>(() => call(client));
    }

    /// <summary>Returns the paths of the problems. Checks that a request was sent only if there are no problems.</summary>
    private static async Task<List<string>> ProblemsAsync(Func<AgentPlatformClient, Task> call, bool list = false)
    {
        List<string> sent = [];
        using HttpClient http = new(new Answering(sent, list));
        using AgentPlatformClient client = new(http, Clients.Options(new Uri("https://lap.example.com")));
        try
        {
            await call(client);
        }
        catch (AgentPlatformValidationException e)
        {
            sent.Should().BeEmpty();
            client.Transport.Gates.Count.Should().Be(0);
            return [.. e.ValidationErrors.Select(error => error.Path)];
        }

        sent.Should().NotBeEmpty();
        return [];
    }

    /// <summary>Answers every call with a body that it can read.</summary>
    private sealed class Answering(List<string> sent, bool list) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.Add(request.RequestUri!.AbsolutePath);
            string path = request.RequestUri.AbsolutePath;
            string json = path.EndsWith("/message", StringComparison.Ordinal)
                ? """{"info":{"id":"m","role":"assistant","time":{"completed":1}},"parts":[]}"""
                : !list ? """{"id":"x","status":"ready"}"""
                : path.EndsWith("/sessions", StringComparison.Ordinal) ? "[]"
                : """{"data":[]}""";
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(json) });
        }
    }
}
