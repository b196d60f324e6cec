using System.Globalization;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// The texts for a turn whose response or connection is lost. They state only known facts: a turn "continues" only if it was seen.
/// </summary>
internal sealed class LossWords
{
    private const string Found = "The turn was found; following it.";

    private bool _isFound;

    /// <summary>Gets a value indicating whether the SDK looks for a turn that was not seen yet.</summary>
    public bool IsLooking { get; private set; }

    /// <summary>Gets the time limit for looking for a turn.</summary>
    private static TimeSpan Limit { get; } = new HealingOptions().OutcomeTimeout;

    /// <summary>Gets the text for an update about the connection; null for other updates.</summary>
    public string? Describe(TurnUpdate update)
    {
        switch (update)
        {
            case TurnReconnecting { Delivery: Delivery.Delivered } lost:
                IsLooking = _isFound = false;
                return string.Create(CultureInfo.InvariantCulture,
                    $"The connection is lost; the turn continues. Reconnecting, attempt {lost.Attempt}.");
            case TurnReconnecting when IsLooking:
                return null;
            case TurnReconnecting lost:
                IsLooking = true;
                string what = lost.StatusCode is { } status ? $"The platform returned {(int)status}" : "The response was lost";
                return $"{what}; looking for the turn, up to {Spinner.Show(Limit)}; Ctrl-C stops waiting.";
            case TurnStarted or TurnHealed when IsLooking:
                IsLooking = false;
                _isFound = true;
                return Found;
            case TurnHealed when !_isFound:
                return "Reconnected; nothing was lost.";
            default:
                return null;
        }
    }
}
