using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>Whose words a failure's body is: the platform's own end the search for where it is; somebody else's do not.</summary>
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
    public void The_platforms_own_words_are_known(string body, bool isOwn) => ErrorReader.IsPlatformsOwn(Encoding.UTF8.GetBytes(body)).Should().Be(isOwn);
}
