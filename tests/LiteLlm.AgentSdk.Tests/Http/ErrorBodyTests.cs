using System.Net;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>The sender of an error body: an error of the platform itself ends the detection of its address; other errors do not.</summary>
public class ErrorBodyTests
{
    [Theory]
    [InlineData("""{"error":"agent not found"}""", true)]
    [InlineData("""{"error":["a","b"]}""", true)]
    [InlineData("""{"error":{"error":"not found"}}""", true)]
    [InlineData("""{"error":{"message":"no","type":"auth"}}""", false)]
    [InlineData("""{"error":{}}""", false)]
    [InlineData("""{"error":7}""", false)]
    [InlineData("""{"error":null}""", false)]
    [InlineData("""{"error":"x","status":404}""", false)]
    [InlineData("""{"status":404,"error":"Not Found"}""", false)]
    [InlineData("""{"type":"error","error":"x"}""", false)]
    [InlineData("""{"error":"x","error":"y"}""", true)]
    [InlineData("""{}""", false)]
    [InlineData("""["error"]""", false)]
    [InlineData("\"error\"", false)]
    [InlineData("", false)]
    [InlineData("""{"error":""", false)]
    [InlineData("<html>", false)]
    public void The_platforms_own_errors_are_recognized(string body, bool isOwn) =>
        ErrorReader.IsPlatformsOwn(Encoding.UTF8.GetBytes(body)).Should().Be(isOwn);

    [Theory]
    [InlineData("", "POST agents returned 500: an empty body (internal server error)")]
    [InlineData("{}", "POST agents returned 500: a body in an unknown format (internal server error)")]
    [InlineData("""{"error":"no"}""", "POST agents returned 500: no")]
    [InlineData("out of order", "POST agents returned 500: out of order")]
    [InlineData(" <html>", "POST agents returned 500: a proxy or gateway returned a web page")]
    [InlineData("<html><title> Down\n for &lt;maintenance&gt; </title>",
        "POST agents returned 500: a proxy or gateway returned a web page: Down for <maintenance>")]
    [InlineData("<title></title><h1>Oops</h1>", "POST agents returned 500: a proxy or gateway returned a web page: Oops")]
    [InlineData("""{"error":""}""", "POST agents returned 500: a body in an unknown format (internal server error)")]
    [InlineData("""{"error":{"message":" "},"detail":"no"}""", "POST agents returned 500: no")]
    [InlineData(
        """{"error":"Not Found","message":"No static resource x."}""", "POST agents returned 500: Not Found: No static resource x.")]
    [InlineData("""{"error":"invalid_token","error_description":"expired"}""", "POST agents returned 500: invalid_token: expired")]
    [InlineData("""{"fault":{"faultstring":"Spike arrest","detail":{"errorcode":"x"}}}""", "POST agents returned 500: Spike arrest")]
    [InlineData("""{"errors":["one","two"]}""", "POST agents returned 500: one; two")]
    [InlineData("""{"title":"Bad","detail":"worse"}""", "POST agents returned 500: Bad: worse")]
    [InlineData("""{"detail":{"error":"inside"}}""", "POST agents returned 500: inside")]
    public void A_failure_has_the_message_of_the_response(string body, string message) => Read(body, 500).Message.Should().Be(message);

    [Theory]
    [InlineData(
        """{"error":[{"path":["env_vars",0,"name"],"message":"too long","code":"too_big"}]}""", "env_vars[0].name", "too long", "too_big")]
    [InlineData("""{"detail":[{"loc":["body","model"],"msg":"field required"}]}""", "body.model", "field required", null)]
    [InlineData("""{"error":[{"path":"model","message":"required"}]}""", "", "required", null)]
    [InlineData("""{"error":[{"message":"required"}]}""", "", "required", null)]
    [InlineData("""{"error":["required"]}""", "", "required", null)]
    public void A_problem_names_its_field(string body, string path, string message, string? code)
    {
        ValidationError problem = Read(body, 422).ValidationErrors.Should().ContainSingle().Subject;

        problem.Path.Should().Be(path);
        problem.Message.Should().Be(message);
        problem.Code.Should().Be(code);
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(405, false)]
    [InlineData(413, false)]
    [InlineData(429, false)]
    [InlineData(431, false)]
    [InlineData(422, false)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    public void A_refusal_proves_that_nothing_took_effect(int status, bool mayHave) =>
        Read("""{"error":"no"}""", status).MayHaveTakenEffect.Should().Be(mayHave);

    [Theory]
    [InlineData(500, 500)]
    [InlineData(501, 500)]
    public void Long_messages_are_cut(int length, int shown) =>
        Read($$"""{"error":"{{new string('-', length)}}"}""", 500).ErrorMessage!.Length.Should().Be(shown);

    private static AgentPlatformException Read(string body, int status)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return ErrorReader.Read(new ApiRequest(HttpMethod.Post, "agents"), new ResponseInfo { StatusCode = (HttpStatusCode)status },
            bytes, [], retryAfter: null, ErrorReader.IsPlatformsOwn(bytes));
    }
}
