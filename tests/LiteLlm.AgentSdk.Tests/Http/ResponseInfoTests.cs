using System.Net;
using System.Net.Http.Headers;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>The headers are read on first use, and equal the headers of the framework's response.</summary>
public sealed class ResponseInfoTests
{
    [Fact]
    public void Headers_include_those_of_the_response_and_of_its_content()
    {
        using HttpResponseMessage response = Answer();
        Dictionary<string, string[]> expected = new(StringComparer.OrdinalIgnoreCase);
        ResponseInfo info = ResponseInfo.Of(response);
        foreach ((string name, IEnumerable<string> values) in ((HttpHeaders)response.Headers).Concat(response.Content.Headers))
        {
            expected[name] = [.. values];
        }

        expected.Should().HaveCountGreaterThan(8);
        info.Headers.Should().HaveCount(expected.Count);
        foreach ((string name, string[] values) in expected)
        {
            info.Headers[name.ToUpperInvariant()].Should().Equal(values, "that is what {0} holds", name);
        }

        info.Headers["vary"].Should().Equal("Accept", "Origin");
        info.Headers["set-cookie"].Should().Equal("a=1", "b=2");
        info.Headers.Should().BeSameAs(info.Headers);
        info.RequestId.Should().Be("id-1");
        info.StatusCode.Should().Be(HttpStatusCode.Accepted);
    }

    [Fact]
    public void Headers_outlive_the_response()
    {
        HttpResponseMessage response = Answer();
        ResponseInfo info = ResponseInfo.Of(response);
        response.Dispose();

        info.RequestId.Should().Be("id-1");
        info.Headers["content-type"].Should().Equal("application/json; charset=utf-8");
    }

    [Fact]
    public void A_response_info_that_a_test_creates_has_the_given_values()
    {
        new ResponseInfo().Headers.Should().BeEmpty();
        new ResponseInfo().RequestId.Should().BeNull();
        ResponseInfo info =
            new() { RequestId = "mine", Headers = new Dictionary<string, IReadOnlyList<string>> { ["x-request-id"] = ["another"] } };
        info.RequestId.Should().Be("mine");
        info.Headers.Should().ContainSingle();
    }

    private static HttpResponseMessage Answer()
    {
        HttpResponseMessage response = new(HttpStatusCode.Accepted) { Content = new ByteArrayContent([1, 2, 3]) };
        foreach ((string name, string value) in ((string, string)[])
            [
                ("Vary", "Accept, Origin"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Cache-Control", "no-cache,no-transform"),
                    ("Date", "no date at all"),
                ("X-Request-Id", "id-1"), ("x-odd", ""), ("x-several", "a"), ("X-Several", "b, c"), ("Server", "nginx (ours) x/1"),
                    ("Retry-After", "7"),
            ])
        {
            response.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
        }

        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        response.Content.Headers.TryAddWithoutValidation("Content-Language", "de,en");
        return response;
    }
}
