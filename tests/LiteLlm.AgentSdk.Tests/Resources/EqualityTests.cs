using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Resources;

/// <summary>Records are equal when their contents are.</summary>
public sealed class EqualityTests
{
    private const string Project =
        """{"project_id":"p","name":"n","env_vars":{"A":"1","B":"2"},"allow_out":["a"],"files":"""
            + """[{"name":"f","sandbox_path":"/f","content":"aGk=","x":1}],"y":{"z":[1.50]}}""";

    private const string Template =
        """{"id":"t","tags":["a","b"],"tools":["c"],"env_vars":{"A":"1"},"files":"""
            + """[{"template_path":"/t","sandbox_path":"/s","content":"c","x":"\ud83d"}],"y":1}""";

    [Fact]
    public async Task The_same_skill_fetched_twice_is_equal()
    {
        await using KestrelStub stub =
            await KestrelStub.StartAsync(Respond.Json("""{"id":"k","name":"n","content":"c","unknown":{"a":[1]}}"""));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        Skill one = await client.Skills.GetAsync("k");
        Skill two = await client.Skills.GetAsync("k");

        one.Should().Be(two);
        one.GetHashCode().Should().Be(two.GetHashCode());
        (one with { Name = "other" }).Should().NotBe(two);
        new Skill { Id = "k", Name = "n", Content = "c" }.Should().NotBe(two, "it has no additional property");
    }

    [Fact]
    public void Lists_maps_and_files_are_compared_by_content()
    {
        Same<Project>(Project, Project.Replace("\"a\"", "\"b\"", StringComparison.Ordinal),
            Project.Replace("\"1\"", "\"3\"", StringComparison.Ordinal),
            Project.Replace("aGk=", "aGo=", StringComparison.Ordinal), Project.Replace("\"x\":1", "\"x\":2", StringComparison.Ordinal),
                Project.Replace("1.50", "1.5", StringComparison.Ordinal));
        Same<Template>(Template, Template.Replace("[\"a\",\"b\"]", "[\"b\",\"a\"]", StringComparison.Ordinal),
            Template.Replace("\"c\"]", "\"d\"]", StringComparison.Ordinal),
            Template.Replace("ud83d", "ud83e", StringComparison.Ordinal), Template.Replace("/s", "/r", StringComparison.Ordinal));
        Same<Memory>("""{"id":"m","tags":["a"]}""", """{"id":"m","tags":["b"]}""", """{"id":"m","tags":[]}""");
        Same<Issue>("""{"id":"i","comments":[{"id":"c","body":"b","x":1}]}""", """{"id":"i","comments":[{"id":"c","body":"b","x":2}]}""",
            """{"id":"i"}""");
        Same<SessionAssessment>("""{"id":"a","evidence":["e"]}""", """{"id":"a","evidence":["e","e"]}""");
    }

    [Fact]
    public void A_list_that_a_caller_sets_is_compared_by_content()
    {
        Memory memory = new() { Id = "m", Tags = ["a"] };

        memory.Should().Be(new Memory { Id = "m", Tags = new List<string> { "a" } });
        (memory with { Tags = ["b"] }).Should().NotBe(memory);
        new Memory { Tags = null! }.Tags.Should().BeEmpty();
    }

    private static void Same<T>(string json, params string[] others)
        where T : PlatformRecord
    {
        T one = Read<T>(json);
        one.Should().Be(Read<T>(json));
        one.GetHashCode().Should().Be(Read<T>(json).GetHashCode());
        foreach (string other in others)
        {
            one.Should().NotBe(Read<T>(other), other);
        }
    }

    private static T Read<T>(string json)
        where T : PlatformRecord =>
        LapJson.Read(Encoding.UTF8.GetBytes(json), LapJson.TypeInfo<T>())!;
}
