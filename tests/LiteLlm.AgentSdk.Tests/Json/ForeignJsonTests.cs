using System.Buffers;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Json;

public class ForeignJsonTests
{
    [Theory]
    [InlineData("\"\\ud83d\"", "\ufffd")]
    [InlineData("\"a\\ud83d\\ude00b\"", "a\U0001F600b")]
    [InlineData("\"\\ude00\\ud83d!\"", "\ufffd\ufffd!")]
    [InlineData("{ \"\\ud83d\": \"\\ud83d\" }", "{ \"\\ud83d\": \"\\ud83d\" }")]
    [InlineData("1e999", "1e999")]
    [InlineData("null", "null")]
    public void Every_value_has_a_text(string json, string text) => ForeignJson.GetText(ForeignJson.Parse(json)).Should().Be(text);

    [Fact]
    public void An_undefined_element_has_no_text() => ForeignJson.GetText(default).Should().BeEmpty();

    [Fact]
    public void A_name_that_is_half_a_character_hides_no_member_and_has_a_text()
    {
        JsonElement value = ForeignJson.Parse("""{"error":"e","\ud83d":1,"code":1,"c\u006fde":2}""");

        ForeignJson.TryGet(value, "error", out JsonElement error).Should().BeTrue();
        ForeignJson.GetText(error).Should().Be("e");
        ForeignJson.TryGet(value, "code", out JsonElement code).Should().BeTrue();
        code.GetInt32().Should().Be(2);
        ForeignJson.TryGet(value, "absent", out _).Should().BeFalse();
        ForeignJson.TryGet(default, "error", out _).Should().BeFalse();
        value.EnumerateObject().Select(ForeignJson.GetName).Should().Equal("error", "\ufffd", "code", "code");
    }

    [Theory]
    [InlineData("{\"a\":\"\\ud83d\", \"\\udc00\":[1.50,1e999]}")]
    [InlineData("[ ]")]
    public void A_value_is_written_as_it_was_read(string json) => Written(ForeignJson.Write, json).Should().Be(json);

    [Fact]
    public void A_value_of_any_depth_is_read_and_written()
    {
        string deep = new string('[', 2_000_000) + new string(']', 2_000_000);
        string shallow = new string('[', 1_000) + new string(']', 1_000);
        string rest = new string('[', 1_999_000) + new string(']', 1_999_000);

        Written(ForeignJson.Write, shallow).Should().Be(shallow);
        Written(ForeignJson.Write, deep).Should().Be($"{new string('[', 1_000)}\"{rest}\"{new string(']', 1_000)}");
    }

    [Fact]
    public void A_value_that_becomes_a_string_may_grow()
    {
        // The quotation marks in the deepest part are escaped, and the text grows by thousands of bytes.
        string deepest = string.Join(',', Enumerable.Repeat("\"\"", 2000));
        string json = $"[\"{new string('a', 400_000)}\",{new string('[', 3000)}{deepest}{new string(']', 3000)}]";

        JsonElement value = ForeignJson.Parse(json);

        while (value.ValueKind == JsonValueKind.Array)
        {
            value = value.EnumerateArray().Last();
        }

        ForeignJson.GetText(value).Should().StartWith("[").And.Contain(deepest).And.EndWith("]");
    }

    [Fact]
    public void A_value_is_written_on_one_line() =>
        Written(ForeignJson.WriteOnOneLine, "{\r\n \"a\":\n\"x\\ny\"\r}").Should().Be("{   \"a\": \"x\\ny\" }");

    [Fact]
    public void An_undefined_element_is_written_as_null()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            ForeignJson.WriteOnOneLine(writer, default);
        }

        Encoding.UTF8.GetString(buffer.WrittenSpan).Should().Be("null");
    }

    [Theory]
    [InlineData("NaN", "\"NaN\"")]
    [InlineData("""[1,-Infinity , {"a":NaN,"b":"NaN","NaN":Infinity}]""", """[1,"-Infinity" , {"a":"NaN","b":"NaN","NaN":"Infinity"}]""")]
    [InlineData("""{"a":nan,"b":-inf,"c":"\"NaN"}""", """{"a":"nan","b":"-inf","c":"\"NaN"}""")]
    public void Numbers_that_JSON_does_not_have_become_strings(string json, string expected) =>
        ForeignJson.GetJson(ForeignJson.Parse(json)).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("nul")]
    [InlineData("{\"a\":NaN")]
    [InlineData("{\"a\":\"NaN")]
    [InlineData("1 2")]
    [InlineData("NaN NaN")]
    public void Text_that_is_not_JSON_is_refused(string json) =>
        FluentActions.Invoking(() => ForeignJson.Parse(json)).Should().Throw<JsonException>();

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\\u0041\":\"NaN\\ud83d\",\"b\":[-1,true,null]}")]
    [InlineData("")]
    public void Valid_JSON_is_not_repaired(string json) => JsonRepair.Repair(Encoding.UTF8.GetBytes(json)).Should().BeNull();

    [Fact]
    public void A_name_that_is_half_a_character_can_be_repaired() =>
        JsonRepair.Repair("""{"\ud83d" :"\ud83d"}"""u8).Should().Equal("{\"\\uFFFD\" :\"\\ud83d\"}"u8.ToArray());

    [Fact]
    public void A_body_is_read_without_its_byte_order_mark()
    {
        byte[] body = Encoding.UTF8.GetBytes("{\"a\":\"\u00e9\"}");

        JsonRepair.ToUtf8(body).Should().BeSameAs(body);
        JsonRepair.ToUtf8([0xEF, 0xBB, 0xBF, .. body]).Should().Equal(body);
        JsonRepair.ToUtf8([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"a\":\"\u00e9\"}")]).Should().Equal(body);
        JsonRepair.ToUtf8([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("{\"a\":\"\u00e9\"}")]).Should().Equal(body);
        JsonRepair.ToUtf8([(byte)'"', 0xE9, (byte)'"']).Should().Equal("\"\ufffd\""u8.ToArray());
    }

    private static string Written(Action<Utf8JsonWriter, JsonElement> write, string json)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            write(writer, ForeignJson.Parse(json));
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
