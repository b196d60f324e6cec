using System.Globalization;
using System.Text;

namespace LiteLlm.AgentSdk.Tests.Json;

/// <summary>
/// JSON as agents, their tools and gateways write it, and as the framework's own readers and writers refuse it. Shared by the test
/// projects.
/// </summary>
internal static class ForeignShapes
{
    private static readonly string[] s_scalars =
    [
        "\"\\ud83d\"", "\"\\ude00\\ud83d\"", "\"a\\ud83d\"", "\"\\ud83d\\ude00\"", "\"\"", "\"\u001b\"", "\"é漢\U0001F600\u2028\"",
            "1e999", "-1e-999", "1.50", "123456789012345678901234567890",
        "null", "true", "false", "\"NaN\"",
    ];

    // The escape is only for this source file: a control character in a JSON string is always escaped.
    private static readonly string[] s_names = ["a", "type", "\\ud83d", "\\udc00x", "\\u0061", "env_vars", "", "é", "\\\"", "input"];

    /// <summary>Gets JSON that a strict reader accepts.</summary>
    public static IReadOnlyList<string> Valid { get; } =
    [
        .. s_scalars.Select(Escaped),
        "{}",
        "[]",
        """{"a":"\ud83d","\ude00":["\ud83d",{"\ud83d":1}]}""",
        """{"a":1,"a":2,"a":"\ud83d"}""",
        "{\r\n  \"a\": [\n1,\r2]\n}",
        Deep(70),
        Deep(1_500),
        Deep(70_000),
        Nested(40),
        Nested(3_000),
    ];

    /// <summary>Gets numbers that JSON does not have, as Python's and other writers write them.</summary>
    public static IReadOnlyList<string> Loose { get; } = ["NaN", "-Infinity", """{"a":NaN,"b":[Infinity,"NaN"]}"""];

    public static IReadOnlyList<string> All { get; } = [.. Valid, .. Loose];

    /// <summary>Returns JSON of any shape.</summary>
    public static string Next(Random random, bool loose = true)
    {
        StringBuilder json = new();
        Append(json, random, loose, random.Next(6));
        return random.Next(50) switch
        {
            0 => Around(json.ToString(), random.Next(2_000)),
            1 => Around(json.ToString(), random.Next(100)),
            _ => json.ToString(),
        };
    }

    public static string Deep(int depth) => new string('[', depth) + new string(']', depth);

    public static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private static string Around(string json, int depth) => new string('[', depth) + json + new string(']', depth);

    private static string Escaped(string json) =>
        string.Concat(json.Select(unit =>
            unit < ' ' ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}") : unit.ToString()));

    private static void Append(StringBuilder json, Random random, bool loose, int depth)
    {
        int kind = depth == 0 ? 0 : random.Next(3);
        if (kind == 0)
        {
            json.Append(loose && random.Next(10) == 0 ? (random.Next(2) == 0 ? "NaN" : "-Infinity")
                : Escaped(s_scalars[random.Next(s_scalars.Length)]));
            return;
        }

        json.Append(kind == 1 ? '[' : '{');
        int count = random.Next(4);
        for (int i = 0; i < count; i++)
        {
            json.Append(i > 0 ? "," : "").Append(random.Next(20) == 0 ? "\r\n" : "");
            if (kind == 2)
            {
                json.Append('"').Append(s_names[random.Next(s_names.Length)]).Append("\":");
            }

            Append(json, random, loose, depth - 1);
        }

        json.Append(kind == 1 ? ']' : '}');
    }
}
