using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class EnvironmentVariablesTests
{
    [Fact]
    public void Order_names_and_values_survive_the_wire()
    {
        const string Json = """{"zeta_KEY":"1.0","Alpha":"a\u2028é😀\"\\","camelCase":"","_x":"</script>"}""";
        EnvironmentVariables variables = JsonSerializer.Deserialize(Json, LapJson.TypeInfo<EnvironmentVariables>())!;

        variables.Keys.Should().Equal("zeta_KEY", "Alpha", "camelCase", "_x");
        variables.Values.Should().Equal("1.0", "a\u2028é😀\"\\", "", "</script>");
        string written = JsonSerializer.Serialize(variables, LapJson.TypeInfo<EnvironmentVariables>());
        SameJson.Check(Json, written);
        JsonDocument.Parse(written).RootElement.EnumerateObject().Select(static m => m.Name).Should().Equal(variables.Keys);
    }

    [Fact]
    public void Setting_keeps_the_place_and_removing_keeps_the_order()
    {
        EnvironmentVariables variables = new() { ["A"] = "1", ["B"] = "2", ["C"] = "3" };
        variables["A"] = "9";
        variables.Remove("B").Should().BeTrue();
        variables.Remove("B").Should().BeFalse();
        variables.Add("D", "4");

        variables.Should().Equal(KeyValuePair.Create("A", "9"), KeyValuePair.Create("C", "3"), KeyValuePair.Create("D", "4"));
        variables["C"].Should().Be("3");
        variables["D"].Should().Be("4");
        variables.ContainsKey("a").Should().BeFalse();
        variables.TryGetValue("B", out string? none).Should().BeFalse();
        none.Should().BeNull();
    }

    [Fact]
    public void Errors_for_duplicate_and_missing_names_show_the_name_and_no_value()
    {
        EnvironmentVariables variables = new() { { "TOKEN", "s3cret" } };
        variables.Invoking(static v =>
            v.Add("TOKEN",
            "other-s3cret")).Should().Throw<ArgumentException>().Which.Message.Should().Contain("TOKEN").And.NotContain("s3cret");
        variables.Invoking(static v => _ = v["NOPE"]).Should().Throw<KeyNotFoundException>().WithMessage("*NOPE*");
    }

    [Fact]
    public void Environment_variables_work_as_a_dictionary()
    {
        IDictionary<string, string> map = new EnvironmentVariables(new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "1" });
        map.Add(new("B", "2"));
        map.Contains(new("B", "2")).Should().BeTrue();
        map.Remove(new KeyValuePair<string, string>("B", "3")).Should().BeFalse();
        KeyValuePair<string, string>[] copy = new KeyValuePair<string, string>[2];
        map.CopyTo(copy, 0);
        copy[1].Value.Should().Be("2");
        map.Keys.Should().Equal("A", "B");
        map.Values.Should().Equal("1", "2");
        map.Clear();
        map.Should().BeEmpty();
    }

    [Fact]
    public void Values_of_variables_are_never_shown()
    {
        EnvironmentVariables variables = new() { ["FOO"] = "s3cret", ["BAR"] = "t0ken" };

        variables.ToString().Should().Be("EnvironmentVariables { FOO, BAR }");
        new EnvironmentVariables().ToString().Should().Be("EnvironmentVariables { }");
        typeof(EnvironmentVariables).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value.Should().Be("{ToString(),nq}");
        DebuggerTypeProxyAttribute proxy = typeof(EnvironmentVariables).GetCustomAttribute<DebuggerTypeProxyAttribute>()!;
        object view = Activator.CreateInstance(Type.GetType(proxy.ProxyTypeName)!, variables)!;
        view.GetType().GetProperties().Should().ContainSingle().Which.GetValue(view).Should().BeAssignableTo<IEnumerable<string>>().Which
            .Should().Equal("FOO", "BAR");
    }

    [Theory]
    [InlineData("""{"A":5,"B":null,"C":{"x":1.0},"A":"last"}""", "A=last;B=null;C={\"x\":1.0}")]
    [InlineData("[]", "")]
    [InlineData("5", "")]
    public void Odd_JSON_is_read(string json, string expected) =>
        string.Join(';',
            JsonSerializer.Deserialize(json,
            LapJson.TypeInfo<EnvironmentVariables>())!.Select(static e => $"{e.Key}={e.Value}")).Should().Be(expected);
}
