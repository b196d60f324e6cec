using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class LenientConverterTests
{
    private static readonly JsonSerializerOptions s_times = new() { Converters = { new LenientDateTimeOffsetConverter() } };

    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("5", "5")]
    [InlineData("1.0", "1.0")]
    [InlineData("true", "true")]
    [InlineData("""{"a":[1.0]}""", """{"a":[1.0]}""")]
    [InlineData("null", null)]
    public void A_string_is_read_from_any_JSON(string json, string? expected) =>
        JsonSerializer.Deserialize(json, LapJson.TypeInfo<string>()).Should().Be(expected);

    // A test case's data can't hold half an emoji.
    [Fact]
    public void Half_an_emoji_is_kept() =>
        (JsonSerializer.Deserialize("\"a\\ud83d\"", LapJson.TypeInfo<string>()) == "a\ud83d").Should().BeTrue();

    [Theory]
    [InlineData("\"2026-11-22T00:19:16.381Z\"", "2026-11-22T00:19:16.3810000+00:00")]
    [InlineData("\"2026-11-22T00:19:16+02:00\"", "2026-11-22T00:19:16.0000000+02:00")]
    [InlineData("\"2026-11-22 00:19:16\"", "2026-11-22T00:19:16.0000000+00:00")]
    [InlineData("\"soon\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("5", null)]
    [InlineData("{\"a\":[]}", null)]
    [InlineData("null", null)]
    public void A_value_that_is_not_a_time_is_read_as_null(string json, string? expected)
    {
        DateTimeOffset? time = JsonSerializer.Deserialize<List<DateTimeOffset?>>($"[{json},{json}]", s_times)![1];

        time?.ToString("O", System.Globalization.CultureInfo.InvariantCulture).Should().Be(expected);
    }

    [Fact]
    public void A_time_is_written_as_the_platform_writes_it() =>
        JsonSerializer.Serialize<List<DateTimeOffset?>>([new DateTimeOffset(2026, 11, 22, 2, 19, 16, 381, TimeSpan.FromHours(2))], s_times)
            .Should().Be("[\"2026-11-22T00:19:16.381Z\"]");
}
