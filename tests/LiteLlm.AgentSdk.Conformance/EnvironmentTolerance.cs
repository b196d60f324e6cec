using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance;

/// <summary>A difference that comes of where a real platform runs and of what else is on it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it says nothing.</param>
/// <param name="Exchanges">A regular expression: the exchanges in which it may be.</param>
/// <param name="Path">A regular expression: the places where it may be.</param>
internal sealed record EnvironmentTolerance(string Name, string Reason, string Exchanges, string Path)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    public bool Excuses(string exchange, Difference difference) =>
        Regex.IsMatch(exchange, Exchanges, RegexOptions.ExplicitCapture, s_limit)
            && Regex.IsMatch(difference.Path, Path, RegexOptions.ExplicitCapture, s_limit);
}
