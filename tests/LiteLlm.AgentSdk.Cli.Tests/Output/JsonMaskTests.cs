using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Tests.Output;

public sealed class JsonMaskTests
{
    [Theory]
    [InlineData("""{"env_vars":{"A":"canary","B":null,"C":[1]}}""", """{"env_vars":{"A":"***","B":null,"C":["***"]}}""")]
    [InlineData("""{"env_vars":"canary"}""", """{"env_vars":"***"}""")]
    [InlineData("""{"tty_token":"canary","tty_url":"wss://h/tty?token=canary"}""", """{"tty_token":"***","tty_url":"wss://h/tty?***"}""")]
    [InlineData("""{"tty_token":null,"tty_url":"/tty"}""", """{"tty_token":null,"tty_url":"/tty"}""")]
    [InlineData("""[{"agent":{"env_vars":{"A":"canary"}}}]""", """[{"agent":{"env_vars":{"A":"***"}}}]""")]
    public void Secrets_are_masked_wherever_they_are(string json, string masked) => Mask(json).Should().Be(masked);

    [Theory]
    [InlineData("""{"b":1.50,"a":1e3,"b":null,"Odd Key":"é\u001b 漢"}""")]
    [InlineData("""{"response":{"parts":[{"env_vars":{"A":"theirs"}}]},"parts":[{"tty_token":"theirs"}]}""")]
    public void Everything_else_stays_as_it_is(string json)
    {
        using JsonDocument before = JsonDocument.Parse(json);
        using JsonDocument after = JsonDocument.Parse(Mask(json));
        JsonElement.DeepEquals(before.RootElement, after.RootElement).Should().BeTrue();
        after.RootElement.EnumerateObject().Select(member => member.Name + Number(member.Value))
            .Should().Equal(before.RootElement.EnumerateObject().Select(member => member.Name + Number(member.Value)));

        static string Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "";
    }

    private static string Mask(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            JsonMask.Write(writer, document.RootElement, showSecrets: false);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
