using System.Text.Json;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>
/// Reports where two JSON texts differ: in kinds, texts, number literals, the members of objects, or the order of lists. Only the order of
/// an object's members does not count; null and an absent member are different too.
/// </summary>
internal static class SameJson
{
    public static void Check(string expected, string actual)
    {
        JsonDocumentOptions deep = new() { MaxDepth = 100_000 };
        using JsonDocument left = JsonDocument.Parse(expected, deep);
        using JsonDocument right = JsonDocument.Parse(actual, deep);
        string? difference = Difference(left.RootElement, right.RootElement, "$");
        if (difference is not null)
        {
            Assert.Fail($"{difference}\nexpected: {Short(expected)}\nactual:   {Short(actual)}");
        }
    }

    private static string? Difference(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return $"{path}: {expected.ValueKind} became {actual.ValueKind}";
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                HashSet<string> names = [.. expected.EnumerateObject().Select(static m => m.Name)];
                if (!names.SetEquals(actual.EnumerateObject().Select(static m => m.Name))
                    || expected.EnumerateObject().Count() != actual.EnumerateObject().Count())
                {
                    return $"{path}: members {string.Join(',', names)} became "
                        + $"{string.Join(',', actual.EnumerateObject().Select(static m => m.Name))}";
                }

                return expected.EnumerateObject().Select(m =>
                    Difference(m.Value, actual.GetProperty(m.Name), $"{path}.{m.Name}")).FirstOrDefault(static d => d is not null);

            case JsonValueKind.Array:
                if (expected.GetArrayLength() != actual.GetArrayLength())
                {
                    return $"{path}: {expected.GetArrayLength()} items became {actual.GetArrayLength()}";
                }

                return expected.EnumerateArray().Select((item, i) =>
                    Difference(item, actual[i], $"{path}[{i}]")).FirstOrDefault(static d => d is not null);

            case JsonValueKind.String:
                return Text(expected) == Text(actual) ? null : $"{path}: {expected.GetRawText()} became {actual.GetRawText()}";

            default:
                return expected.GetRawText() == actual.GetRawText() ? null
                    : $"{path}: {expected.GetRawText()} became {actual.GetRawText()}";
        }
    }

    // .NET's reader returns no text for half an emoji, so its JSON is compared.
    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return element.GetRawText();
        }
    }

    private static string Short(string text) => text.Length <= 2000 ? text : text[..2000] + "...";
}
