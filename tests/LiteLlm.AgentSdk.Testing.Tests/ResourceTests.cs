using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

public sealed class ResourceTests
{
    [Fact]
    public async Task Memories_are_ordered_by_priority_and_uses_and_count_their_uses()
    {
        await using Caller caller = await Caller.StartAsync();
        string memory = $"{Caller.Agents}/{await caller.AgentAsync()}/memory";
        await caller.JsonAsync("POST", memory, """{"text":"Plain"}""");
        await caller.JsonAsync("POST", memory, """{"text":"important","priority":3}""");
        await caller.JsonAsync("POST", memory, """{"text":"pinned","pinned":true,"tags":["t"]}""");
        await caller.JsonAsync("GET", memory + "?q=PLAIN");

        JsonElement[] all = [.. (await caller.JsonAsync("GET", memory)).EnumerateArray()];
        JsonElement[] tagged = [.. (await caller.JsonAsync("GET", memory + "?tag=t")).EnumerateArray()];

        all.Select(row => row.GetProperty("text").GetString()).Should().Equal("important", "Plain", "pinned");
        all.Select(row => row.GetProperty("times_applied").GetInt32()).Should().Equal(0, 1, 0);
        tagged.Should().ContainSingle().Which.GetProperty("times_applied").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task An_issue_is_counted_up_only_while_it_is_open()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        string issues = $"{Caller.Sessions}/{session}/issues";
        (HttpStatusCode first, string body, _) = await caller.SendAsync("POST", issues, """{"title":"Broken"}""");
        (HttpStatusCode second, _, _) = await caller.SendAsync("POST", issues, """{"title":"BROKEN"}""");
        string id = JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
        await caller.JsonAsync("PATCH", $"{issues}/{id}", """{"status":"resolved"}""");
        (HttpStatusCode third, _, _) = await caller.SendAsync("POST", issues, """{"title":"broken"}""");

        new[] { first, second, third }.Should().Equal(HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created);
        JsonElement[] all = [.. (await caller.JsonAsync("GET", issues)).EnumerateArray()];
        all.Select(issue => issue.GetProperty("times_seen").GetInt32()).Should().Equal(1, 2);
        all[1].GetProperty("comments")[0].GetProperty("body").GetString().Should().Be("Session: " + session);
        JsonElement[] open = [.. (await caller.JsonAsync("GET", issues + "?status=open&limit=1")).EnumerateArray()];
        open.Should().ContainSingle();
    }

    [Fact]
    public async Task Syncing_a_changed_template_keeps_the_prompt()
    {
        var options = new List<LocalAgentPlatformOptions>();
        await using Caller caller = await Caller.StartAsync(configure: options.Add);
        string agent = await caller.AgentAsync(more: """
            ,"template_id":"coding-agent","prompt":"mine"
            """);
        await caller.JsonAsync("POST", $"{Caller.Agents}/{agent}/skill", """{"content":"how to"}""");
        IList<LocalTemplate> templates = options[0].Templates;
        templates[2] = templates[2] with { Version = 3, Prompt = "new words" };

        (await caller.JsonAsync("GET", $"{Caller.Agents}/{agent}")).GetProperty("template_in_sync").GetBoolean().Should().BeFalse();
        JsonElement synced = await caller.JsonAsync("POST", $"{Caller.Agents}/{agent}/template");

        synced.GetProperty("status").GetString().Should().Be("synced");
        synced.GetProperty("previous_version").GetInt32().Should().Be(2);
        JsonElement after = await caller.JsonAsync("GET", $"{Caller.Agents}/{agent}");
        after.GetProperty("template_in_sync").GetBoolean().Should().BeTrue();
        after.GetProperty("prompt").GetString().Should().StartWith("mine\n\n<!-- skill:").And.EndWith("\nhow to");
        after.GetProperty("template_prompt").GetString().Should().Be("new words");
    }

    [Fact]
    public async Task A_sandbox_echoes_and_shows_files_by_default()
    {
        var options = new List<LocalAgentPlatformOptions>();
        await using Caller caller = await Caller.StartAsync(configure: options.Add);
        string session = await caller.SessionAsync();
        (await ExecuteAsync(caller, session, "echo hi")).Should().StartWith("error: sandbox 'box' not provisioned");
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/sandbox/provision", """{"name":"box"}""");
        caller.Lap.WriteSandboxFile(session, "box", "/tmp/x", "content");

        (await ExecuteAsync(caller, session, "echo hi")).Should().Be("hi\n");
        (await ExecuteAsync(caller, session, "cat /tmp/x")).Should().Be("content");
        (await ExecuteAsync(caller, session, "make")).Should().Contain("not found");
        (await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/sandbox/read-file", """{"sandbox_name":"box","path":"/tmp/x"}"""))
            .GetProperty("content").GetString().Should().Be("content");
        options[0].ExecuteCommand = command => Task.FromResult($"{command.SandboxName}: {command.Command}");
        (await ExecuteAsync(caller, session, "make")).Should().Be("box: make");
        options[0].ExecuteCommand = _ => throw new InvalidOperationException("out of memory");
        (await ExecuteAsync(caller, session, "make")).Should().Be("out of memory");
    }

    [Fact]
    public async Task An_artifact_is_stored_if_storage_is_enabled_and_can_be_fetched()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.StoresArtifacts = true);
        string artifacts = $"{Caller.Sessions}/{await caller.SessionAsync()}/artifacts";
        (HttpStatusCode wrong, _, _) =
            await caller.SendAsync("POST", artifacts, """{"name":"a b.txt","mime_type":"text/plain","content":"eA==","size":500}""");
        JsonElement artifact =
            await caller.JsonAsync("POST", artifacts, """{"name":"a b.txt","mime_type":"text/plain","content":"aGVsbG8=","size":5}""");

        wrong.Should().Be(HttpStatusCode.BadRequest);
        artifact.GetProperty("size").GetInt32().Should().Be(5);
        (await caller.Http.GetStringAsync(artifact.GetProperty("url").GetString())).Should().Be("hello");
        caller.Lap.Artifacts.Should().ContainSingle().Which.Name.Should().Be("a b.txt");
    }

    [Fact]
    public async Task Output_of_a_sandbox_can_be_cut_by_age_and_by_lines()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(configure: options => options.TimeProvider = time);
        string session = await caller.SessionAsync();
        caller.Lap.WriteSandboxLog(session, "old");
        time.Advance(TimeSpan.FromMinutes(1));
        caller.Lap.WriteSandboxLog(session, "one");
        caller.Lap.WriteSandboxLog(session, "two");
        string logs = $"{Caller.Sessions}/{session}/sandbox_logs";

        (await caller.SendAsync("GET", logs)).Body.Should().Be("old\none\ntwo\n");
        (await caller.SendAsync("GET", logs + "?sinceSeconds=30")).Body.Should().Be("one\ntwo\n");
        (await caller.SendAsync("GET", logs + "?tailLines=1")).Body.Should().Be("two\n");
    }

    [Fact]
    public async Task Unknown_paths_are_passed_to_the_gateway()
    {
        await using Caller caller = await Caller.StartAsync(configure: options =>
        {
            options.McpServers.Add("github");
            options.Gateway = request => request.Path == "/api/v1/teapot" ? GatewayAnswer.Unreachable("no route to host") : null;
        });

        (await caller.JsonAsync("GET", "/api/v1/mcp/server")).GetProperty("data")[0].GetProperty("id").GetString().Should().Be("github");
        (HttpStatusCode status, string body, _) = await caller.SendAsync("GET", "/api/v1/teapot");
        status.Should().Be(HttpStatusCode.BadGateway);
        body.Should().Be("""{"error":"upstream unreachable: no route to host"}""");
    }

    private static async Task<string?> ExecuteAsync(Caller caller, string session, string command) =>
        (await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/sandbox/execute", $$"""{"sandbox_name":"box","cmd":"{{command}}"}"""))
            .GetProperty("output").GetString();
}
