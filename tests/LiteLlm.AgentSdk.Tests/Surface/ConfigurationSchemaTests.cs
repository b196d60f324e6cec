using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>The schema for appsettings.json describes the options that configuration binds.</summary>
public sealed class ConfigurationSchemaTests
{
    private static readonly JsonElement s_schema = Read();

    private static JsonElement Section => s_schema.GetProperty("properties").GetProperty("AgentPlatform");

    [Fact]
    public void Every_option_that_configuration_binds_is_in_the_schema_with_its_type_and_default()
    {
        List<string> problems = [];
        Compare(typeof(AgentPlatformOptions), new AgentPlatformOptions(), Section, "AgentPlatform", problems);
        problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("00:20:00")]
    [InlineData("1.00:00:00")]
    [InlineData("00:00:00.25")]
    public void Time_spans_are_accepted_as_they_are_written(string text)
    {
        JsonElement limit = Section.GetProperty("properties").GetProperty("TurnTimeout");
        Regex.IsMatch(text, limit.GetProperty("pattern").GetString()!).Should().BeTrue();
    }

    [Fact]
    public void The_unlimited_time_span_is_accepted_as_the_descriptions_write_it()
    {
        JsonElement limit = Section.GetProperty("properties").GetProperty("TurnTimeout");
        const string Unlimited = "-00:00:00.001";
        limit.GetProperty("description").GetString().Should().Contain(Unlimited);
        Regex.IsMatch(Unlimited, limit.GetProperty("pattern").GetString()!).Should().BeTrue();
        TimeSpan.Parse(Unlimited, CultureInfo.InvariantCulture).Should().Be(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void The_log_category_is_offered() =>
        s_schema.GetProperty("definitions").GetProperty("logLevel").GetProperty("properties").EnumerateObject()
            .Select(category => category.Name).Should().Equal("LiteLlm.AgentSdk", typeof(AgentPlatformClient).FullName);

    private static void Compare(Type type, object defaults, JsonElement schema, string path, List<string> problems)
    {
        Dictionary<string, PropertyInfo> options = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.PropertyType.IsAssignableTo(typeof(Delegate)) && property.PropertyType != typeof(TimeProvider))
            .ToDictionary(property => property.Name);
        Dictionary<string, JsonElement> described = schema.GetProperty("properties").EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value);
        problems.AddRange(options.Keys.Except(described.Keys).Select(name => $"{path}.{name} is missing"));
        problems.AddRange(described.Keys.Except(options.Keys).Select(name => $"{path}.{name} is not an option"));
        foreach ((string name, PropertyInfo option) in options.Where(option => described.ContainsKey(option.Key)))
        {
            JsonElement member = described[name];
            if (!member.TryGetProperty("description", out JsonElement description) || description.GetString() is not { Length: > 0 })
            {
                problems.Add($"{path}.{name} has no description");
            }

            Type kind = Nullable.GetUnderlyingType(option.PropertyType) ?? option.PropertyType;
            object? value = option.GetValue(defaults);
            string? writtenType = member.TryGetProperty("type", out JsonElement given) ? given.GetString() : null;
            (string? Type, object? Default) expected = kind switch
            {
                _ when kind == typeof(bool) => ("boolean", value),
                _ when kind == typeof(int) => ("integer", value),
                _ when kind == typeof(string) || kind == typeof(Uri) => ("string", null),
                _ when kind == typeof(TimeSpan) => ("string", value),
                _ when kind.IsEnum => (null, value!.ToString()),
                _ => ("object", null),
            };
            if (writtenType != expected.Type)
            {
                problems.Add($"{path}.{name} is '{writtenType}', and not '{expected.Type}'");
            }

            object? written = member.TryGetProperty("default", out JsonElement text) ? Value(text, kind) : null;
            if (!Equals(written, expected.Default))
            {
                problems.Add($"{path}.{name} has the default '{written}', and not '{expected.Default}'");
            }

            if (kind.IsEnum
                && !member.GetProperty("enum").EnumerateArray().Select(item => item.GetString()).SequenceEqual(Enum.GetNames(kind)))
            {
                problems.Add($"{path}.{name} has not the values of {kind.Name}");
            }

            if (kind.Assembly == typeof(AgentPlatformOptions).Assembly && kind.IsClass)
            {
                Compare(kind, value!, member, $"{path}.{name}", problems);
            }
        }
    }

    private static object? Value(JsonElement written, Type type) => written.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => written.GetBoolean(),
        JsonValueKind.Number => written.GetInt32(),
        _ when type == typeof(TimeSpan) => TimeSpan.Parse(written.GetString()!, CultureInfo.InvariantCulture),
        _ => written.GetString(),
    };

    private static JsonElement Read()
    {
        string file = Path.Combine(Repository.Source("LiteLlm.AgentSdk"), "ConfigurationSchema.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    }
}
