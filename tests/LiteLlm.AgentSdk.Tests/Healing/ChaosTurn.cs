using LiteLlm.AgentSdk.Testing;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>A turn under random faults, drawn in advance: how it is sent, and which faults happen.</summary>
internal sealed record ChaosTurn
{
    private const string WaitsForTheEnd = "no header until the turn is over";
    private const string ModelMissing = "model missing";
    private const string MessageRefused = "message refused";
    private const string RestartInTheTurn = "by a restart in the turn";

    private static readonly int[] s_gateway = [502, 503, 504];

    /// <summary>Gets the index of the turn in the run.</summary>
    public required int Index { get; init; }

    public required HarnessId Harness { get; init; }

    public required bool Streams { get; init; }

    /// <summary>Gets a value indicating whether the session had an earlier turn.</summary>
    public required bool IsSecond { get; init; }

    /// <summary>Gets the name of the fault that hits the message.</summary>
    public required string Trouble { get; init; }

    public required Fault Fault { get; init; }

    /// <summary>Gets the name of the fault that hits the search for the turn.</summary>
    public string? More { get; init; }

    public IReadOnlyList<Fault> MoreFaults { get; init; } = [];

    /// <summary>
    /// Gets when the sandbox is lost: before the message, or in the middle of the turn in addition to the other fault, by itself or because
    /// another process restarts the session.
    /// </summary>
    public string? SandboxLost { get; init; }

    /// <summary>Gets a value indicating whether the message can never be answered, while the session continues.</summary>
    public bool IsUnanswerable => Trouble is ModelMissing or MessageRefused && More is null && SandboxLost is null;

    /// <summary>Gets a value indicating whether the session is restarted right before the message.</summary>
    public bool Restarts { get; private init; }

    /// <summary>Gets a value indicating whether a turn of another process runs when the message is sent.</summary>
    public bool HasCompany { get; private init; }

    /// <summary>Gets a value indicating whether the message waits for that turn; otherwise both run at once.</summary>
    public bool WaitsForCompany { get; private init; }

    /// <summary>
    /// Gets a value indicating whether the message and a message of another process wait in the harness behind a running turn. opencode
    /// answers both at once, under the id of the later one.
    /// </summary>
    public bool Merges { get; private init; }

    /// <summary>Gets a value indicating whether that message of another process comes before this one.</summary>
    public bool IsLastOfTheMerged { get; private init; }

    /// <summary>Gets a value indicating whether another process restarts the session in the middle of the turn.</summary>
    public bool IsRestartedByAnother => SandboxLost == RestartInTheTurn;

    public string Text => $"tools {Index}{SandboxLost switch { "in the turn" => " lose", RestartInTheTurn => " restart", _ => "" }}";

    /// <summary>
    /// Gets a value indicating whether the platform itself may start the turn again: it replaces a sandbox that is lost during a blocking
    /// send, and repeats a message whose connection breaks.
    /// </summary>
    public bool MayRunAgain { get; private init; }

    /// <summary>
    /// Gets how often the message may start a turn: once, and once more for each loss of its harness that the platform recovers from.
    /// </summary>
    public int MostRuns => !MayRunAgain ? 1 : IsRestartedByAnother ? 3 : 2;

    /// <summary>Gets a value indicating whether the turn exists for certain and no fault hits the search for it.</summary>
    public bool MustHeal { get; private init; }

    /// <summary>Draws a turn.</summary>
    /// <param name="index">The index of the turn.</param>
    /// <param name="harness">The harness.</param>
    /// <param name="random">The source of random numbers.</param>
    /// <param name="over">A task that completes when the turn is over.</param>
    public static ChaosTurn Draw(int index, HarnessId harness, Random random, Task over)
    {
        // Half of opencode's sessions use the inline harness, whose first turn is sent and watched in another way.
        HarnessId id = harness == HarnessId.OpenCode && random.Next(2) == 0 ? HarnessId.OpenCodeBrainInline : harness;

        // Each fifth message waits in a queue with a message of another process.
        bool inLine = harness == HarnessId.OpenCode && index % 5 == 4;
        bool second = random.Next(2) == 0 || inLine;
        bool streams = random.Next(2) == 0;
        bool inAnswer = streams && (second || id != HarnessId.OpenCodeBrainInline);
        int after = random.Next(0, 40);
        (string trouble, Fault fault, bool heals) = Message(random, after, inAnswer, over);
        // A fault of the search would also hit the search of the other process.
        (string? more, IReadOnlyList<Fault> faults) = random.Next(3) == 0 && !inLine ? Search(random) : (null, []);
        string? lost = random.Next(12) switch
        {
            _ when inLine => null,
            0 => "before the message",
            1 => "in the turn",
            2 => RestartInTheTurn,
            _ => null,
        };
        if (trouble == WaitsForTheEnd && (inAnswer || lost == RestartInTheTurn))
        {
            // The platform may not run a turn again that is lost with its sandbox: always if it is streamed, at times if another process
            // restarts the session. Its end never comes then, and only the limit of the turn ends the wait for the first byte.
            lost = null;
        }

        bool hasCompany = random.Next(3) == 0 || inLine;
        bool sandbox = lost is not null || trouble.StartsWith("sandbox", StringComparison.Ordinal)
            || trouble.StartsWith("harness", StringComparison.Ordinal);
        return new ChaosTurn
        {
            Index = index,
            Harness = id,
            Streams = streams,
            IsSecond = second,
            Trouble = trouble,
            Fault = fault,
            More = more,
            MoreFaults = faults,
            SandboxLost = lost,
            MayRunAgain = sandbox && !inAnswer,
            MustHeal = heals && !sandbox && more is null,

            // A lost sandbox ends the other turn too, and its message is never answered.
            HasCompany = second && !sandbox && hasCompany,
            WaitsForCompany = random.Next(2) == 0 && !inLine,
            Merges = inLine && !sandbox && trouble is not (ModelMissing or MessageRefused),
            IsLastOfTheMerged = random.Next(2) == 0,
            Restarts = second && !hasCompany && random.Next(4) == 0,
        };
    }

    public override string ToString() =>
        $"turn {Index} on {Harness}, {(Streams ? "streamed" : "blocking")}, {Place}: {Trouble}; "
        + $"search: {More ?? "undisturbed"}; sandbox: {SandboxLost ?? "as said"}; beside: {Company}";

    private string Place => Restarts ? "after a restart" : IsSecond ? "second" : "first";

    private string Company => !HasCompany ? "nothing" : Merges ? "a message that waits too"
        : WaitsForCompany ? "a turn that is waited for" : "another turn";

    private static (string Name, Fault Fault, bool Heals) Message(Random random, int after, bool inAnswer, Task over)
    {
        int status = s_gateway[random.Next(3)];
        int kind = random.Next(inAnswer ? 21 : 18);
        return kind switch
        {
            0 => ("abort", Fault.Abort(), false),
            1 => ("abort after effect", Fault.AbortAfterEffect(), true),
            2 => ("abort instead of answer", Fault.AbortInsteadOfAnswer(), true),
            3 or 4 => ($"cut after {after * 100} bytes", Fault.CutAfterBytes(after * 100), true),
            5 => ($"cut after {after} frames", Fault.CutAfterEvents(after), true),
            6 => ($"end after {after} frames", Fault.EndAfterEvents(after), true),
            7 => ($"sandbox lost after {after} events", Fault.SandboxLost(after), false),
            8 => ($"sandbox lost after {after / 4} events", Fault.SandboxLost(after / 4), false),
            9 => ($"harness connection broken after {after} events", Fault.HarnessConnectionBroken(after), false),
            10 => ($"{status} before the turn", Fault.Status(status, """{"error":"harness request failed"}"""), false),
            11 => ($"{status} page before the turn", Fault.HtmlPage(status), false),
            12 => ($"{status} with the turn started", Fault.Status(status, """{"error":"upstream timed out"}""").AfterEffect(), true),
            13 => ($"{status} page with the turn started", Fault.HtmlPage(status).AfterEffect(), true),
            14 => (WaitsForTheEnd, Fault.Stall(over), true),

            15 => (ModelMissing, Fault.ModelMissing(), false),
            16 => (MessageRefused, Fault.MessageRefused(), false),
            17 => ($"harness process lost after {after / 4} events", Fault.HarnessProcessLost(after / 4), false),

            // Only for streamed answers: in a blocking call, neither silence nor a body without an end indicates a fault.
            18 => ($"error frame after {after}", Fault.ErrorFrame(after), true),
            19 => ($"silence after {1 + after} frames", Fault.Stall(afterEvents: 1 + after), true),
            _ => ("held open", Fault.HoldOpen(), true),
        };
    }

    private static (string Name, IReadOnlyList<Fault> Faults) Search(Random random)
    {
        string route = random.Next(3) switch { 0 => "/stream", 1 => "/messages", _ => "/sessions/{id}" };
        int status = s_gateway[random.Next(3)];
        int after = random.Next(0, 20);
        int times = random.Next(1, 4);
        (string name, Fault fault) = random.Next(7) switch
        {
            0 => ("aborted", Fault.Abort()),
            1 => ($"{status}", Fault.Status(status)),
            2 => ($"{status} page", Fault.HtmlPage(status)),
            3 => ($"cut after {after * 60} bytes", Fault.CutAfterBytes(after * 60)),
            4 => ($"cut after {after} frames", Fault.CutAfterEvents(after)),
            5 => ($"ended after {after} frames", Fault.EndAfterEvents(after)),
            _ => ($"silent after {after}", Fault.Stall(afterEvents: after)),
        };
        return ($"{times} times GET {route} {name}", [fault.On("GET", route).Times(times)]);
    }
}
