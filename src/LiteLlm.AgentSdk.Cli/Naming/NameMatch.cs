using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>
/// How things are named on the command line: by their id; else by their name, exactly but for upper and lower case; else by the
/// beginning of an id, or a part of the name, that only one has.
/// </summary>
internal static class NameMatch
{
    private const int MostToList = 8;

    // Fewer letters than that are a word rather than an id.
    private const int ShortestPrefix = 4;

    public static bool IsId(string text) => Guid.TryParseExact(text, "D", out _);

    /// <summary>Whether the text may be the beginning of an id.</summary>
    public static bool MayBePrefix(string text)
    {
        foreach (char letter in text)
        {
            if (!char.IsAsciiHexDigit(letter) && letter != '-')
            {
                return false;
            }
        }

        return text.Length >= ShortestPrefix && !IsId(text);
    }

    /// <summary>Gets the id that begins so; null if none does.</summary>
    /// <exception cref="CliException">Several do.</exception>
    public static string? PickId(string kind, string prefix, IReadOnlyList<string> ids)
    {
        string[] found = [.. ids.Where(id => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))];
        return found.Length < 2 ? found.FirstOrDefault()
            : throw CliException.Usage($"'{prefix}' begins the ids of {found.Length} {kind}s: {string.Join(", ",
                found.Take(MostToList))}. Give more of the id.");
    }

    /// <summary>The one that is meant, and whether it was named by less than its whole name; none when no name fits.</summary>
    /// <exception cref="CliException">Several fit; says which.</exception>
    public static (T Found, bool ByPart)? Pick<T>(
        string kind, string text, IReadOnlyCollection<T> all, Func<T, string> idOf, Func<T, string?> nameOf, Func<T,
            DateTimeOffset?>? createdAt = null)
    {
        (Func<T, bool> Fits, bool ByPart)[] rules =
        [
            (item => idOf(item).Equals(text, StringComparison.OrdinalIgnoreCase), false),
            (item => nameOf(item) == text, false),
            (item => text.Equals(nameOf(item), StringComparison.OrdinalIgnoreCase), false),
            (item => MayBePrefix(text) && idOf(item).StartsWith(text, StringComparison.OrdinalIgnoreCase), false),
            (item => nameOf(item)?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false, true),
        ];
        foreach ((Func<T, bool> fits, bool byPart) in rules)
        {
            List<T> found = [.. all.Where(fits)];
            if (found.Count == 1)
            {
                return (found[0], byPart);
            }

            if (found.Count > 1)
            {
                throw CliException.Usage($"'{text}' fits {found.Count} {kind}s: {List(found, idOf, nameOf,
                    createdAt)}. Give more of the name, or the id.");
            }
        }

        return null;
    }

    private static string List<T>(List<T> found, Func<T, string> idOf, Func<T, string?> nameOf, Func<T, DateTimeOffset?>? createdAt) =>
        string.Join(", ", found.Take(MostToList).Select(item =>
            $"{nameOf(item)} ({Ids.Short(idOf(item))}{(Times.Ago(createdAt?.Invoke(item)) is { } age ? $", created {age}" : "")})"))
        + (found.Count > MostToList ? $" and {found.Count - MostToList} more" : "");
}
