using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance;

/// <summary>A difference caused by the environment of a real platform and its other content.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why the difference does not matter.</param>
/// <param name="Exchanges">A regular expression for the exchanges in which it may occur.</param>
/// <param name="Path">A regular expression for the places where it may occur.</param>
internal sealed record EnvironmentTolerance(string Name, string Reason, string Exchanges, string Path)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    public bool Excuses(string exchange, Difference difference) =>
        Regex.IsMatch(exchange, Exchanges, RegexOptions.ExplicitCapture, s_limit)
            && Regex.IsMatch(difference.Path, Path, RegexOptions.ExplicitCapture, s_limit);
}
