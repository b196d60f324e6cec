using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>
/// Finds an item by the text of the command line: by its id; else by its name, ignoring case; else by a unique beginning of its id
/// or a unique part of its name.
/// </summary>
internal static class NameMatch
{
    private const int MostToList = 8;

    // A shorter text is more likely a word than the beginning of an id.
    private const int ShortestPrefix = 4;

    public static bool IsId(string text) => Guid.TryParseExact(text, "D", out _);

    /// <summary>Checks whether the text can be the beginning of an id.</summary>
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

    /// <summary>Gets the id with this beginning; null if there is none.</summary>
    /// <exception cref="CliException">Several ids have this beginning.</exception>
    public static string? PickId(string kind, string prefix, IReadOnlyList<string> ids)
    {
        string[] found = [.. ids.Where(id => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))];
        return found.Length < 2 ? found.FirstOrDefault()
            : throw CliException.Usage($"'{prefix}' is the beginning of the ids of {found.Length} {kind}s: {string.Join(", ",
                found.Take(MostToList))}. Give more of the id.");
    }

    /// <summary>Returns the matching item, and whether the text is only a part of its name; null if none matches.</summary>
    /// <exception cref="CliException">Several items match. The message lists them.</exception>
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
