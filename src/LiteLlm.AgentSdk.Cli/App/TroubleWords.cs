using System.Globalization;
using LiteLlm.AgentSdk.Cli.Chat;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>Error texts for failed turns and sessions: the known facts, and the command to run next.</summary>
internal static class TroubleWords
{
    private const string Limit = "Timeout";

    /// <summary>Gets the text for an exception of the SDK, whose message names methods and options of the SDK.</summary>
    public static string Of(AgentPlatformException exception) => exception switch
    {
        SendOutcomeUnknownException e => $"It is unknown whether the message started a turn: {DescribeUnknownOutcome(e)}. "
            + $"Check before you send it again, which may start a second turn: lap sessions messages {e.SessionId}",
        MessageNotDeliveredException e =>
            $"The message was not delivered and started no turn: {DescribeCause(e)}. Sending it again is safe.",
        StreamInterruptedException { Delivery: Delivery.Delivered } e =>
            $"{Simplify(e.Message)} 'lap --resume {e.SessionId}' shows what is there.",
        _ => Simplify(exception.Message),
    };

    /// <summary>Removes the sentences that name methods, and writes limits as times.</summary>
    public static string Simplify(string message)
    {
        List<string> kept = [];
        foreach (string sentence in message.Split(". "))
        {
            if (!sentence.Contains("Async", StringComparison.Ordinal))
            {
                kept.Add(WithTimes(sentence).TrimEnd('.'));
            }
        }

        return kept.Count == 0 ? message : string.Join(". ", kept) + ".";
    }

    private static string DescribeUnknownOutcome(SendOutcomeUnknownException e) =>
        e.ThreadWasRebuilt ? "the session was restarted or recovered meanwhile"
        : e.Candidates.Count > 0 ? $"{e.Candidates.Count} messages of the session match it"
        : DescribeCause(e) + ", and the session's messages don't show it";

    private static string DescribeCause(AgentPlatformException e) => e.InnerException switch
    {
        AgentPlatformException { StatusCode: { } status, ErrorMessage: { Length: > 0 } words } =>
            $"the platform returned {(int)status} ({words})",
        AgentPlatformException { StatusCode: { } status } => $"the platform returned {(int)status}",
        AgentPlatformConnectionException cause => cause.Message.TrimEnd('.'),
        _ => "the response was lost",
    };

    /// <summary><c>TurnTimeout (00:10:00)</c> and <c>(QueueTimeout, 00:10:00)</c> become <c>10 min</c>.</summary>
    private static string WithTimes(string sentence)
    {
        int open = sentence.IndexOf('(', StringComparison.Ordinal);
        int close = open < 0 ? -1 : sentence.IndexOf(')', open);
        if (close < 0 || !TimeSpan.TryParse(sentence[(open + 1)..close].Split(", ")[^1], CultureInfo.InvariantCulture, out TimeSpan time))
        {
            return sentence;
        }

        string before = sentence[..open].TrimEnd();
        int name = before.LastIndexOf(' ') + 1;
        bool isNamed = before.EndsWith(Limit, StringComparison.Ordinal);
        return (isNamed ? before[..name] + Spinner.Show(time) : $"{before} ({Spinner.Show(time)})") + WithTimes(sentence[(close + 1)..]);
    }
}
