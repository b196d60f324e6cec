using System.Globalization;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// The words for a turn whose answer or connection is lost. They say no more than is known: a turn goes on only if it was seen.
/// </summary>
internal sealed class LossWords
{
    private const string Found = "The turn was found; following it.";

    private bool _isFound;

    /// <summary>Gets a value indicating whether a turn is being looked for that nobody has seen yet.</summary>
    public bool IsLooking { get; private set; }

    /// <summary>Gets how long a turn is looked for.</summary>
    private static TimeSpan Limit { get; } = new HealingOptions().OutcomeTimeout;

    /// <summary>Gets what an update says of the connection; null if nothing.</summary>
    public string? Tell(TurnUpdate update)
    {
        switch (update)
        {
            case TurnReconnecting { Delivery: Delivery.Delivered } lost:
                IsLooking = _isFound = false;
                return string.Create(CultureInfo.InvariantCulture,
                    $"The connection is lost; the turn goes on. Connecting again, attempt {lost.Attempt}.");
            case TurnReconnecting when IsLooking:
                return null;
            case TurnReconnecting lost:
                IsLooking = true;
                string what = lost.StatusCode is { } status ? $"The platform answered {(int)status}" : "The answer was lost";
                return $"{what}; looking for the turn, up to {Spinner.Show(Limit)}; Ctrl-C stops waiting.";
            case TurnStarted or TurnHealed when IsLooking:
                IsLooking = false;
                _isFound = true;
                return Found;
            case TurnHealed when !_isFound:
                return "The connection is back; nothing was lost.";
            default:
                return null;
        }
    }
}
