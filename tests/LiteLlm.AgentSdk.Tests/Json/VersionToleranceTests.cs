using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>Records of a newer or unusual platform are read, and unknown fields are passed on.</summary>
public class VersionToleranceTests
{
    public static TheoryData<string> Names() => [.. Types().Select(static type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Unknown_fields_are_passed_on(string name)
    {
        JsonTypeInfo info = Info(name);

        object read =
            Read(info, new JsonObject { ["brand_new"] = new JsonArray(1, "x", null), ["response_of_tomorrow"] = true, ["Raw"] = 1 });

        var unknown = (IDictionary<string, JsonElement>)info.Properties.Single(static property => property.IsExtensionData).Get!(read)!;
        unknown.Keys.Should().BeEquivalentTo("brand_new", "response_of_tomorrow", "Raw");
        unknown["brand_new"].GetRawText().Should().Be("[1,\"x\",null]");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_may_be_null(string name)
    {
        JsonTypeInfo info = Info(name);
        JsonObject nulls = new(Members(info).Select(static property => KeyValuePair.Create(property.Name, (JsonNode?)null)));

        object read = Read(info, nulls);

        Members(info).Where(property => IsList(property.PropertyType))
            .Where(property => property.Get!(read) is null)
            .Should().BeEmpty("lists are empty, never null");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_may_be_numbers_and_numbers_texts(string name)
    {
        JsonTypeInfo info = Info(name);
        JsonObject swapped = [];
        foreach (JsonPropertyInfo property in Members(info))
        {
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (type == typeof(string) || typeof(IOpenString).IsAssignableFrom(type))
            {
                swapped[property.Name] = 5;
            }
            else if (type == typeof(int) || type == typeof(long) || type == typeof(double))
            {
                swapped[property.Name] = "5";
            }
        }

        object read = Read(info, swapped);

        foreach (JsonPropertyInfo property in Members(info).Where(property => swapped.ContainsKey(property.Name)))
        {
            property.Get!(read)!.ToString().Should().Be("5", "{0} is 5", property.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Unknown_values_are_passed_on(string name)
    {
        JsonTypeInfo info = Info(name);
        JsonPropertyInfo[] open =
            [.. Members(info).Where(static property =>
            typeof(IOpenString).IsAssignableFrom(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))];
        JsonObject values = new(open.Select(static property => KeyValuePair.Create(property.Name, (JsonNode?)"never-seen")));

        object read = Read(info, values);

        open.Where(property => ((IOpenString)property.Get!(read)!).Value != "never-seen").Should().BeEmpty();
    }

    [Fact]
    public void Every_record_of_the_platform_is_tested()
    {
        Types().Should().Contain([typeof(Skill), typeof(Project), typeof(AgentSnapshot), typeof(SessionSnapshot), typeof(LogEntry),
            typeof(SessionAssessment)]);
        Types().Count().Should().BeGreaterThan(15);
    }

    private static IEnumerable<Type> Types() =>
        typeof(PlatformRecord).Assembly.GetTypes().Where(static type =>
            type.IsSubclassOf(typeof(PlatformRecord)) && !type.IsAbstract).Concat([typeof(AgentSnapshot), typeof(SessionSnapshot)]);

    private static JsonTypeInfo Info(string name) => LapJson.Options.GetTypeInfo(Types().Single(type => type.Name == name));

    private static IEnumerable<JsonPropertyInfo> Members(JsonTypeInfo info) =>
        info.Properties.Where(static property => !property.IsExtensionData);

    private static object Read(JsonTypeInfo info, JsonObject json) => JsonSerializer.Deserialize(json.ToJsonString(), info)!;

    private static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(System.Collections.IEnumerable));
}
