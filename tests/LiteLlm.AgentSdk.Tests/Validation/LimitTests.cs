using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Validation;

/// <summary>The limits of the contract are checked before anything is sent.</summary>
public partial class LimitTests
{
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
