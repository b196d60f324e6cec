using System.Text;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Tests.Fuzz;

/// <summary>Corrupts recorded streams: bytes, JSON, lines and line ends.</summary>
internal static partial class Mutator
{
    private static readonly string[] s_values =
        ["null", "true", "0", "-1", "1e999", "-1e-999", "123456789012345678901234567890", "\"\"", "\"x\"", "\"\\ud800\"", "[]", "{}",
            "[[[[]]]]", "{\"a\":{\"a\":null}}", "nul", "\"unended"];

    private static readonly byte[][] s_bytes =
        [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0x00], [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0xA8], "\r"u8.ToArray(),
        "\n"u8.ToArray(), "\r\n"u8.ToArray(), "\n\n"u8.ToArray(), ":"u8.ToArray()];

    /// <summary>Corrupts the JSON of one frame.</summary>
    public static byte[] Frame(string frame, Random random) => random.Next(6) switch
    {
        0 => Flip(Encoding.UTF8.GetBytes(frame), random),
        1 => Encoding.UTF8.GetBytes(frame[..random.Next(frame.Length)]),
        2 => Insert(Encoding.UTF8.GetBytes(frame), s_bytes[random.Next(s_bytes.Length)], random),
        3 => Encoding.UTF8.GetBytes(frame.Insert(random.Next(frame.Length), frame[..random.Next(Math.Min(frame.Length, 60))])),
        _ => Encoding.UTF8.GetBytes(Replace(frame, random)),
    };

    /// <summary>Corrupts a stream of frames in several places.</summary>
    public static byte[] Stream(IReadOnlyList<string> frames, Random random)
    {
        List<byte[]> lines = [.. frames.Select(f => Encoding.UTF8.GetBytes("data: " + f))];
        for (int i = random.Next(1, 5); i > 0 && lines.Count > 0; i--)
        {
            int at = random.Next(lines.Count);
            switch (random.Next(7))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(at, lines[random.Next(lines.Count)]);
                    break;
                case 2:
                    (lines[at], lines[0]) = (lines[0], lines[at]);
                    break;
                case 3:
                    lines[at] = Insert(lines[at], s_bytes[random.Next(s_bytes.Length)], random);
                    break;
                case 4:
                    lines[at] = Flip(lines[at], random);
                    break;
                default:
                    lines[at] = [.. "data: "u8, .. Frame(frames[random.Next(frames.Count)], random)];
                    break;
            }
        }

        string[] ends = random.Next(3) == 0 ? ["\n\n", "\r\n\r\n", "\r\r", "\n\r\n", "\r\n\n"] : ["\n\n"];
        byte[] mark = random.Next(5) == 0 ? [0xEF, 0xBB, 0xBF] : [];
        return [.. mark, .. lines.SelectMany(l => l.Concat(Encoding.UTF8.GetBytes(ends[random.Next(ends.Length)])))];
    }

    private static byte[] Flip(byte[] bytes, Random random)
    {
        byte[] flipped = [.. bytes];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }

    private static byte[] Insert(byte[] bytes, byte[] more, Random random)
    {
        int at = random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. more, .. bytes[at..]];
    }

    /// <summary>Replaces a value with a value of another type.</summary>
    private static string Replace(string frame, Random random)
    {
        MatchCollection values = Values().Matches(frame);
        if (values.Count == 0)
        {
            return frame;
        }

        Match value = values[random.Next(values.Count)];
        return frame[..value.Index] + s_values[random.Next(s_values.Length)] + frame[(value.Index + value.Length)..];
    }

    [GeneratedRegex("""(?<=:)("(\\.|[^"\\])*"|-?[0-9.eE+]+|true|false|null|\{\}|\[\])""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Values();
}
