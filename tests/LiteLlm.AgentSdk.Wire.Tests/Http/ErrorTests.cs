using System.Net;
using WireMock.ResponseBuilders;

namespace LiteLlm.AgentSdk.Wire.Tests.Http;

public class ErrorTests
{
    [Theory]
    [InlineData(400, typeof(AgentPlatformValidationException))]
    [InlineData(401, typeof(AgentPlatformAuthenticationException))]
    [InlineData(403, typeof(AgentPlatformAuthenticationException))]
    [InlineData(404, typeof(AgentPlatformNotFoundException))]
    [InlineData(405, typeof(AgentPlatformException))]
    [InlineData(408, typeof(AgentPlatformException))]
    [InlineData(409, typeof(AgentPlatformConflictException))]
    [InlineData(410, typeof(AgentPlatformConflictException))]
    [InlineData(418, typeof(AgentPlatformException))]
    [InlineData(422, typeof(AgentPlatformValidationException))]
    [InlineData(429, typeof(AgentPlatformRateLimitException))]
    [InlineData(500, typeof(AgentPlatformException))]
    [InlineData(502, typeof(AgentPlatformSandboxException))]
    [InlineData(503, typeof(AgentPlatformSandboxException))]
    [InlineData(504, typeof(AgentPlatformSandboxException))]
    public async Task The_status_decides_the_type(int status, Type type)
    {
        AgentPlatformException failure = await FailureAsync(Answer.Json("""{"error":"the reason"}""", status), "create agent");

        failure.Should().BeOfType(type);
        failure.StatusCode.Should().Be((HttpStatusCode)status);
        failure.ErrorMessage.Should().Be("the reason");

        // The platform never answers 408, so its text may not explain the status.
        string meaning = status == 408 ? " (the request was too slow for a proxy)" : "";
        failure.Message.Should().Be($"POST agents returned {status}: the reason{meaning}");
        failure.ResponseBody.Should().Be("""{"error":"the reason"}""");
        failure.RequestId.Should().BeNull();
        failure.IsTransient.Should().Be(status is 408 or 429 or 502 or 503 or 504);

        // Only known refusals of the platform prove that nothing took effect.
        failure.MayHaveTakenEffect.Should().Be(status is 408 or 418 or 500 or 502 or 503 or 504);
    }

    [Theory]
    [InlineData("""{"detail":[{"loc":["body","a\ud83d"],"msg":"not \ud83d"}]}""", "body.a\ufffd", "not \ufffd")]
    [InlineData("""{"error":[{"\ud83d":1,"path":["b",0,{"c":"\ud83d"}],"message":"m"}]}""", """b[0].{"c":"\ud83d"}""", "m")]
    [InlineData("""{"\ud83d":1,"error":["\ud83d"]}""", "", "\ufffd")]
    public async Task A_refusal_with_half_a_character_is_shown_and_stays_a_refusal(string body, string path, string message)
    {
        AgentPlatformException failure = await FailureAsync(Answer.Json(body, 422), "create agent");

        ValidationError problem = failure.Should().BeOfType<AgentPlatformValidationException>().Which.ValidationErrors
            .Should().ContainSingle().Subject;
        problem.Path.Should().Be(path);
        problem.Message.Should().Be(message);
        failure.IsTransient.Should().BeFalse();
    }

    [Fact]
    public async Task A_deeply_nested_refusal_is_read()
    {
        string deep = new string('[', 5000) + new string(']', 5000);
        string nested = string.Concat(Enumerable.Repeat("{\"error\":", 100_000)) + "1" + new string('}', 100_000);

        (await FailureAsync(Answer.Json($$"""{"context":{{deep}},"error":"the reason"}""", 422), "create agent")).ErrorMessage
            .Should().Be("the reason");
        (await FailureAsync(Answer.Json(nested, 422), "create agent")).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_refusal_behind_a_byte_order_mark_is_read()
    {
        AgentPlatformException failure = await FailureAsync(Answer.Json("\ufeff{\"error\":\"the reason\"}", 422), "create agent");

        failure.ErrorMessage.Should().Be("the reason");
    }

    [Theory]
    [InlineData("""{"error":"plain"}""", "plain")]
    [InlineData("""{"error":{"error":"nested"}}""", "nested")]
    [InlineData("""{"error":{"error":{"message":"deep"}}}""", "deep")]
    [InlineData("""{"type":"error","error":{"type":"not_found_error","message":"the gateway's"}}""", "the gateway's")]
    [InlineData("""{"error":{"message":"litellm's","code":"400","param":null}}""", "litellm's")]
    [InlineData("""{"detail":"fastapi's"}""", "fastapi's")]
    [InlineData("""{"message":"somebody's"}""", "somebody's")]
    [InlineData("\"a bare string\"", "a bare string")]
    [InlineData("upstream connect error or disconnect/reset before headers", "upstream connect error or disconnect/reset before headers")]
    [InlineData("""{"error":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("""{"error":"one","error":"two"}""", "two")]
    [InlineData("[]", null)]
    [InlineData("17", null)]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData("{\"error\":\"brok", "{\"error\":\"brok")]
    public async Task Every_shape_of_body_gives_its_message(string body, string? words)
    {
        AgentPlatformException failure =
            await FailureAsync(Answer.With(500, "application/json", System.Text.Encoding.UTF8.GetBytes(body)), "get agent");

        failure.ErrorMessage.Should().Be(words);
        failure.Message.Should().StartWith("GET agents/a1 returned 500: ");
        failure.ResponseBody.Should().Be(body.Length == 0 ? null : body);
        failure.MayHaveTakenEffect.Should().BeFalse("it is a read");
    }

    [Fact]
    public async Task Every_validation_issue_is_reported_with_its_path()
    {
        const string body = """
            {"error":[
              {"code":"custom","path":["env_vars","A B"],"message":"bad name"},
              {"code":"invalid_type","path":["projects",0,"name"],"message":"Required"},
              {"code":"too_big","path":[],"message":"too much"},
              {"path":["x"]},
              "just text"]}
            """;

        AgentPlatformException failure = await FailureAsync(Answer.Json(body, 400), "create agent");

        failure.ValidationErrors.Should().Equal(
            new ValidationError("env_vars.A B", "bad name") { Code = "custom" },
            new ValidationError("projects[0].name", "Required") { Code = "invalid_type" },
            new ValidationError("", "too much") { Code = "too_big" },
            new ValidationError("x", """{"path":["x"]}"""),
            new ValidationError("", "just text"));
        failure.Message.Should().Contain("env_vars.A B: bad name").And.Contain("projects[0].name: Required").And.Contain("just text");
    }

    [Fact]
    public async Task Validation_issues_of_FastAPI_are_reported()
    {
        AgentPlatformException failure =
            await FailureAsync(
                Answer.Json("""{"detail":[{"loc":["body","model"],"msg":"field required","type":"missing"}]}""", 422), "create agent");

        failure.ValidationErrors.Should().Equal(new ValidationError("body.model", "field required"));
    }

    [Theory]
    [InlineData("""{"error":"name is taken"}""", "name is taken")]
    [InlineData("", "the platform gave no reason")]
    public async Task A_refusal_without_issues_has_one_problem_at_least(string body, string problem)
    {
        AgentPlatformException failure =
            await FailureAsync(Answer.With(400, "application/json", System.Text.Encoding.UTF8.GetBytes(body)), "create agent");

        failure.ValidationErrors.Should().Equal(new ValidationError("", problem));
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "<!doctype html><title>404</title>")]
    [InlineData("text/plain", "  \n<html><body>Bad gateway</body></html>")]
    public async Task A_web_page_is_reported_as_a_web_page(string type, string page)
    {
        AgentPlatformException failure = await FailureAsync(Answer.With(502, type, System.Text.Encoding.UTF8.GetBytes(page)), "get agent");

        failure.ErrorMessage.Should().StartWith("a proxy or gateway returned a web page");
        failure.ResponseBody.Should().Be(page);
    }

    [Theory]
    [InlineData("get agent", false)]
    [InlineData("create agent", true)]
    [InlineData("update agent", true)]
    [InlineData("delete agent", true)]
    [InlineData("abort", true)]
    [InlineData("stream", true)]
    public async Task A_success_that_is_a_web_page_is_a_failure(string call, bool mayHaveTakenEffect)
    {
        AgentPlatformException failure = await FailureAsync(Answer.Html("<html>Sign in</html>"), call);

        failure.Message.Should().Contain("returned 200: the address returned a web page");
        failure.StatusCode.Should().Be(HttpStatusCode.OK);
        failure.MayHaveTakenEffect.Should().Be(mayHaveTakenEffect);
        failure.ResponseBody.Should().Be("<html>Sign in</html>");
    }

    [Theory]
    [InlineData("get agent", "{\"id\":\"a1\"")]
    [InlineData("get agent", "null")]
    [InlineData("get agent", "[]")]
    [InlineData("get session", "17")]
    [InlineData("list sessions", "{}")]
    [InlineData("list agents", "[]")]
    [InlineData("messages", "{}")]
    [InlineData("log", "{}")]
    [InlineData("create session", "nonsense")]
    [InlineData("send", "nonsense")]
    public async Task A_success_that_can_not_be_read_is_a_failure(string call, string body)
    {
        AgentPlatformException failure = await FailureAsync(Answer.Json(body), call);

        failure.Message.Should().Contain("with a body that can't be read");
        failure.MayHaveTakenEffect.Should().Be(call is "create session" or "send");
        failure.InnerException.Should().BeAssignableTo<System.Text.Json.JsonException>();
        failure.ResponseBody.Should().Be(body);
    }

    [Theory]
    [InlineData("stream", true)]
    [InlineData("events", false)]
    public async Task A_response_that_is_not_a_stream_is_a_failure(string call, bool mayHaveTakenEffect)
    {
        AgentPlatformException failure = await FailureAsync(Answer.Json("""{"ok":true}"""), call);

        failure.Message.Should().Contain("not an event stream");
        failure.MayHaveTakenEffect.Should().Be(mayHaveTakenEffect);
        failure.ResponseBody.Should().Be("""{"ok":true}""");
    }

    [Theory]
    [InlineData("send")]
    [InlineData("stream")]
    [InlineData("abort")]
    public async Task A_session_that_is_not_ready_is_a_conflict(string call)
    {
        AgentPlatformException failure = await FailureAsync(Answer.Json("""{"error":"session s1 not found or not ready"}""", 404), call);

        failure.Should().BeOfType<AgentPlatformConflictException>();
        failure.StatusCode.Should().Be(HttpStatusCode.NotFound);
        failure.MayHaveTakenEffect.Should().BeFalse();
    }

    [Theory]
    [InlineData("x-litellm-call-id")]
    [InlineData("X-Request-Id")]
    [InlineData("request-id")]
    [InlineData("x-correlation-id")]
    [InlineData("CF-Ray")]
    public async Task A_gateways_id_of_the_request_is_kept(string header)
    {
        AgentPlatformException failure = await FailureAsync(Answer.Json("""{"error":"no"}""", 500, (header, "id-7")), "get agent");

        failure.RequestId.Should().Be("id-7");
        failure.Message.Should().EndWith("(request id-7)");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(502)]
    public async Task A_gateways_id_that_is_made_of_the_key_does_not_show_it(int status)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Status(status, "no JSON", ("x-request-id", "req-" + Clients.Key)));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options => options.Retry = new RetryOptions { MaxRetries = 0 });

        Func<Task> get = () => client.Agents.GetAsync("a1");

        AgentPlatformException e = (await get.Should().ThrowAsync<AgentPlatformException>()).Which;
        e.RequestId.Should().StartWith("req-").And.NotContain(Clients.Key);
        e.ToString().Should().NotContain(Clients.Key);
    }

    [Fact]
    public async Task The_request_id_of_LiteLLM_takes_precedence_and_successes_have_one()
    {
        using PlatformWire wire =
            PlatformWire.Start(Answer.Json(Clients.Agent, 200, ("x-request-id", "other"), ("x-litellm-call-id", "own")));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        Agent agent = await client.Agents.GetAsync("a1");

        agent.LastResponse!.RequestId.Should().Be("own");
        agent.LastResponse.StatusCode.Should().Be(HttpStatusCode.OK);
        agent.LastResponse.Headers["X-REQUEST-ID"].Should().Equal("other");
        agent.LastResponse.Headers["content-type"].Should().Equal("application/json; charset=utf-8");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    public async Task The_body_is_kept_to_4096_characters(string type)
    {
        string body = type == "text/plain" ? new string('é', 50_000) : $$"""{"error":"no","more":"{{new string('x', 50_000)}}"}""";

        AgentPlatformException failure = await FailureAsync(Answer.With(500, type, System.Text.Encoding.UTF8.GetBytes(body)), "get agent");

        failure.ResponseBody.Should().Be(body[..4096]);
        failure.Message.Length.Should().BeLessThan(1000);
    }

    [Fact]
    public async Task A_reply_whose_earlier_messages_can_not_be_read_is_not_lost()
    {
        using PlatformWire wire = PlatformWire.Start()
            .GivenMessage(Answer.Json("""
                {"info":{"id":"msg_2","role":"assistant","parentID":"msg_1"},"parts":[{"type":"text","text":"the end"}]}
                """))
            .GivenMessages(Answer.Json("""{"error":"harness request failed"}""", 502));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        ReplyIncompleteException failure = await Calls.FailureAsync<ReplyIncompleteException>(wire, client, "send");

        failure.Reply.Text.Should().Be("the end");
        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.InnerException.Should().BeOfType<AgentPlatformSandboxException>();
        wire.Requests.Count(request => request.Method == "POST").Should().Be(1);
    }

    private static async Task<AgentPlatformException> FailureAsync(IResponseBuilder answer, string call)
    {
        using PlatformWire wire = PlatformWire.Start(answer);
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options => options.Retry.MaxRetries = 0);
        return await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(wire, client, call));
    }
}
