using System.Globalization;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Costs, with two to four decimals, the same everywhere.</summary>
internal static class Dollars
{
    public static string? Of(decimal? cost) =>
        cost is { } dollars ? string.Create(CultureInfo.InvariantCulture, $"${dollars:0.00##}") : null;
}
