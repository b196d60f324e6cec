using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>
/// How things are named on the command line: by their id; else by their name, exactly but for upper and lower case; else by a part of the
/// name that only one has.
/// </summary>
internal static class NameMatch
{
    private const int MostToList = 8;

    public static bool IsId(string text) => Guid.TryParseExact(text, "D", out _);

    /// <summary>The one that is meant, and whether it was named by less than its whole name; none when no name fits.</summary>
    /// <exception cref="CliException">Several fit; says which.</exception>
    public static (T Found, bool ByPart)? Pick<T>(string kind, string text, IReadOnlyCollection<T> all, Func<T, string> idOf, Func<T, string?> nameOf)
    {
        (Func<T, bool> Fits, bool ByPart)[] rules =
        [
            (item => idOf(item).Equals(text, StringComparison.OrdinalIgnoreCase), false),
            (item => nameOf(item) == text, false),
            (item => text.Equals(nameOf(item), StringComparison.OrdinalIgnoreCase), false),
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
                throw CliException.Usage($"'{text}' fits {found.Count} {kind}s: {List(found, idOf, nameOf)}. Give more of the name, or the id.");
            }
        }

        return null;
    }

    private static string List<T>(List<T> found, Func<T, string> idOf, Func<T, string?> nameOf) =>
        string.Join(", ", found.Take(MostToList).Select(item => $"{nameOf(item)} ({idOf(item)})"))
        + (found.Count > MostToList ? $" and {found.Count - MostToList} more" : "");
}
