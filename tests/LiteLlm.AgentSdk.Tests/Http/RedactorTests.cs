using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>What is removed from texts and bodies, and what stays readable.</summary>
public class RedactorTests
{
    private const string Secret = "sk-ümlaut~\"quoted\"";

    public static TheoryData<string> Forms() =>
    [
        Secret,
        "sk-ümlaut~\\\"quoted\\\"",
        "sk-\\u00FCmlaut~\\u0022quoted\\u0022",
        "sk-\\u00fcmlaut~\\\"quoted\\\"",
        "sk-&#252;mlaut~&quot;quoted&quot;",
        "sk-%C3%BCmlaut~%22quoted%22",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_removed_in_every_form(string form) =>
        Redactor.Text($"before {form} after", [Secret]).Should().Be("before *** after");

    [Fact]
    public void A_secret_inside_another_secret_is_removed_completely() =>
        Redactor.Text("key-inner-rest key-inner", ["key-inner", "key-inner-rest"]).Should().Be("*** ***");

    [Theory]
    [InlineData("abc", "abc is a word")]
    [InlineData("abcd", "*** is a word")]
    public void A_secret_that_is_too_short_to_be_told_from_a_word_stays(string secret, string expected) =>
        Redactor.Text($"{secret} is a word", [secret]).Should().Be(expected);

    [Fact]
    public void Values_of_fields_with_secret_names_are_removed_at_any_depth()
    {
        string body = """{"a":[{"TOKEN":"x"},{"list":["plain"]}],"env_vars":{"NAME":"value","OTHER":"more"}"""
            + ""","api_key":null,"password":7,"kept":"yes"}""";

        Body(body).Should().Be("""{"a":[{"TOKEN":"***"},{"list":["plain"]}],"env_vars":{"NAME":"***","OTHER":"***"}"""
            + ""","api_key":null,"password":"***","kept":"yes"}""");
    }

    [Fact]
    public void Known_secrets_are_removed_from_values_and_lists()
    {
        Body($$"""{"a":["is {{"hidden"}} here","not"],"b":{"c":"hidden"},"d":["hidden"]}""", "hidden")
            .Should().Be("""{"a":["is *** here","not"],"b":{"c":"***"},"d":["***"]}""");
    }

    [Theory]
    [InlineData("""{"kept":"yes","env_vars":{"NAME":"val""", """{"kept":"yes",***""")]
    [InlineData("""{"env_vars":{"NAME":"val""", "{***")]
    [InlineData("\"token\":\"val", "***")]
    [InlineData("""{"b":1,"token":"t","api_key":"k""", """{"b":1,***""")]
    [InlineData("""{"kept":"ye""", """{"kept":"ye""")]
    [InlineData("plain words", "plain words")]
    [InlineData("""{"a":1}{"token":"t"}""", """{"a":1}{***""")]
    public void Possible_secrets_at_the_end_of_cut_JSON_are_removed(string body, string expected) => Body(body).Should().Be(expected);

    [Fact]
    public void A_body_without_secrets_stays_unchanged_including_spaces() =>
        Body("""{ "a" : [ 1.0 ] }""").Should().Be("""{ "a" : [ 1.0 ] }""");

    [Fact]
    public void A_body_with_a_repeated_name_is_not_parsed_but_known_secrets_are_removed() =>
        Body("""{"a":"hidden","a":"x"}""", "hidden").Should().Be("""{"a":"***","a":"x"}""");

    [Theory]
    [InlineData(4096, 4096)]
    [InlineData(4097, 4096)]
    public void A_long_body_is_cut(int length, int shown) => Body(new string('-', length))!.Length.Should().Be(shown);

    [Fact]
    public void An_empty_body_is_null() => Redactor.Body([], []).Should().BeNull();

    [Fact]
    public void An_exception_is_kept_as_it_is_unless_it_shows_a_secret()
    {
        InvalidOperationException plain = new("no connection", new IOException("reset"));

        Redactor.Cause(plain, ["hidden"]).Should().BeSameAs(plain);
    }

    public static TheoryData<Exception> Telling() =>
    [
        new InvalidOperationException("it is hidden here"),
        new InvalidOperationException("outer", new IOException("it is hidden here")),
        new InvalidOperationException("outer") { Data = { ["header"] = "it is hidden here" } },
        new InvalidOperationException("outer", new IOException("inner") { Data = { ["header"] = "it is hidden here" } }),
    ];

    [Theory]
    [MemberData(nameof(Telling))]
    public void An_exception_that_shows_a_secret_is_replaced_by_its_text(Exception telling)
    {
        Exception shown = Redactor.Cause(telling, ["hidden"]);

        shown.Should().BeOfType<RedactedException>();
        shown.ToString().Should().Contain("it is *** here").And.NotContain("hidden");
        shown.Data.Count.Should().Be(0);
        shown.InnerException.Should().BeNull();
    }

    private static string? Body(string body, params string[] secrets) => Redactor.Body(Encoding.UTF8.GetBytes(body), secrets);
}
