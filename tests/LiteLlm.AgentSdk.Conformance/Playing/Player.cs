using System.Text.Json;
using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>Sends recorded requests again and compares the answers with the recorded ones.</summary>
internal sealed class Player
{
    private static readonly string[] Headers = ["content-type", "location", "allow", "cache-control", "x-accel-buffering"];
    private readonly Target _target;
    private readonly JsonComparer _comparer;
    private readonly List<Outcome> _outcomes = [];

    public Player(Target target)
    {
        _target = target;
        _comparer = new JsonComparer(Ids);
    }

    public IdMap Ids { get; } = new();

    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    public async Task PlayAsync(RecordedExchange recorded)
    {
        using Answer answer = await OpenAsync(recorded);
        await CompareAsync(recorded, answer);
    }

    /// <summary>Sends the request. The headers of the answer have arrived when this returns.</summary>
    public async Task<Answer> OpenAsync(RecordedExchange recorded)
    {
        // The recorder did not distinguish a null body from no body.
        string? body = recorded.Name.EndsWith("json-null", StringComparison.Ordinal) ? "null" : recorded.RequestBody;
        string? authorization = recorded.Authorization?.Replace("<key>", _target.Key, StringComparison.Ordinal);
        using HttpRequestMessage request = Target.Request(
            recorded.Method, Ids.Translate(recorded.Path), body is null ? null : Ids.Translate(body),
            authorization is null ? null : Ids.Translate(authorization));
        return new Answer(await _target.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    /// <summary>Reads the rest of an answer and compares it. Reading stops where the recorder stopped.</summary>
    public async Task CompareAsync(RecordedExchange recorded, Answer answer)
    {
        var outcome = new Outcome(recorded.Name);
        lock (_outcomes)
        {
            _outcomes.Add(outcome);
        }

        if (recorded.Status != answer.Status)
        {
            outcome.Add([new("status", $"{recorded.Status}", $"{answer.Status}: {await answer.TextAsync()}")]);
            return;
        }

        foreach (string name in Headers)
        {
            string? expected = recorded.Headers.GetValueOrDefault(name);
            string? actual = answer.Header(name);
            if (expected != actual && (expected is not null || name == "content-type"))
            {
                outcome.Add([new("header " + name, expected ?? "(none)", actual ?? "(none)")]);
            }
        }

        outcome.Add(recorded.BodyKind == RecordedBody.Sse ? await FramesAsync(recorded, answer)
            : Body(recorded, Comparable(await answer.TextAsync())));
    }

    private static string Comparable(string body) => Target.IsReal ? Spoken.WithoutInstructions(body) : body;

    private IReadOnlyList<Difference> Body(RecordedExchange recorded, string actual)
    {
        if (recorded.BodyKind == RecordedBody.Json)
        {
            using JsonDocument expected = JsonDocument.Parse(recorded.Body);
            try
            {
                using JsonDocument came = JsonDocument.Parse(actual);
                return _comparer.Compare(expected.RootElement, came.RootElement);
            }
            catch (JsonException)
            {
                return [new("$", recorded.Body, actual)];
            }
        }

        return _comparer.CompareText(recorded.Body, actual, "$");
    }

    private async Task<IReadOnlyList<Difference>> FramesAsync(RecordedExchange recorded, Answer answer)
    {
        // The clock decides the number of heartbeats.
        string[] expected = [.. recorded.Frames.Where(static frame => !frame.Contains("\"server.heartbeat\"", StringComparison.Ordinal))];
        bool isPartial = EventOrder.IsPartial(recorded);
        Func<string, bool> counts = isPartial ? EventOrder.IsCounted : static _ => true;
        string text = await answer.FramesAsync(recorded.EndedByPlatform ? int.MaxValue : expected.Count(counts), counts);
        string[] actual = [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(static frame =>
            Comparable(frame["data: ".Length..]))];
        if (isPartial)
        {
            return new EventOrder(_comparer).Compare(expected, actual);
        }

        if (Target.IsReal)
        {
            (expected, actual) = (Spoken.JoinPieces(expected), Spoken.JoinPieces(actual));
        }

        var differences = new List<Difference>();
        if (expected.Length != actual.Length)
        {
            differences.Add(new("frames (length)", $"{expected.Length}", $"{actual.Length}"));
        }

        for (int i = 0; i < Math.Min(expected.Length, actual.Length); i++)
        {
            using JsonDocument one = JsonDocument.Parse(expected[i]);
            using JsonDocument other = JsonDocument.Parse(actual[i]);
            differences.AddRange(_comparer.Compare(one.RootElement, other.RootElement, $"frame {i}"));
        }

        return differences;
    }
}
