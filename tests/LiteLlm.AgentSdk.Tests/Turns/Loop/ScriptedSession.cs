using System.Collections.Concurrent;
using System.Net;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>
/// The session s1 of a fake platform whose answers are scripted per request, such as <c>POST message</c>. The last answer to a request is
/// repeated. The client heals, and does not retry on its own.
/// </summary>
internal sealed class ScriptedSession : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Func<CancellationToken, Task<HttpResponseMessage>>>> _answers = [];
    private readonly Dictionary<string, int> _given = [];
    private readonly List<(string Line, int Count, TaskCompletionSource Waiter)> _waiters = [];
    private readonly ConcurrentQueue<string> _uris = [];
    private readonly FakePlatform _platform;

    public ScriptedSession(Action<AgentPlatformOptions>? configure = null)
    {
        _platform = new FakePlatform(AnswerAsync);
        Client = _platform.CreateClient(options =>
        {
            options.Healing.Enabled = true;
            configure?.Invoke(options);
        });
    }

    public AgentPlatformClient Client { get; }

    public ManualTimeProvider Time => _platform.Time;

    /// <summary>Gets or sets how many of the next requests find nobody to connect to.</summary>
    public int Unreachable { get => _platform.Unreachable; set => _platform.Unreachable = value; }

    public CapturingLoggerProvider Logs => _platform.Logs;

    /// <summary>Gets the requests so far, without the session's path: <c>GET</c>, <c>POST message</c>.</summary>
    public IReadOnlyList<string> Received => [.. _platform.Received.Select(Short)];

    public IReadOnlyList<string> Accepted => _platform.Accepted;

    /// <summary>Gets the paths and queries of the requests so far.</summary>
    public IReadOnlyList<string> Uris => [.. _uris];

    public int Count(string line) => Received.Count(received => received == line);

    /// <summary>Adds answers with status 200.</summary>
    public void Answer(string line, params string[] bodies) => Array.ForEach(bodies, body => Add(line, () => FakePlatform.Json(body)));

    /// <summary>Replaces all answers to a request by this one, with status 200.</summary>
    public void AnswerNow(string line, string body)
    {
        lock (_lock)
        {
            _answers.Remove(line);
        }

        Answer(line, body);
    }

    /// <summary>Adds an answer with an error.</summary>
    public void Refuse(string line, HttpStatusCode status, string body = """{"error":"broken"}""") =>
        Add(line, () => FakePlatform.Json(body, status));

    /// <summary>Adds answers whose bodies are event streams that end after these frames.</summary>
    public void Stream(string line, params string[] frames)
    {
        LiveBody body = Live(line, frames);
        body.End();
    }

    /// <summary>Adds an answer whose body is an event stream that the test continues.</summary>
    public LiveBody Live(string line, params string[] frames)
    {
        LiveBody body = new(frames);
        Add(line, body.ToResponse);
        return body;
    }

    /// <summary>Adds an answer that the test gives later.</summary>
    public TaskCompletionSource<HttpResponseMessage> Hold(string line)
    {
        TaskCompletionSource<HttpResponseMessage> held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(line, held.Task.WaitAsync);
        return held;
    }

    public Task<Session> OpenAsync() => Client.Sessions.GetAsync("s1");

    /// <summary>Completes when a request has arrived n times.</summary>
    public Task ReceivedAsync(string line, int count)
    {
        TaskCompletionSource waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiters.Add((line, count, waiter));
        }

        Notify();
        return waiter.Task.WaitAsync(s_patience);
    }

    /// <summary>Completes when a timer waits that has exactly this time left.</summary>
    public Task TimerAsync(TimeSpan left) => Time.WaitForTimerAsync(time => time == left);

    /// <summary>Completes when a timer waits that has this time left, more or less.</summary>
    public Task TimerAsync(TimeSpan least, TimeSpan most) => Time.WaitForTimerAsync(time => time >= least && time <= most);

    /// <summary>
    /// Lets two seconds pass for a message that waits for an earlier turn: the time within which a turn shows in the thread.
    /// </summary>
    /// <param name="before">Runs while the message still waits.</param>
    public async Task LetShowAsync(Action before)
    {
        await TimerAsync(TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(120));
        before();
        Time.SetUtcNow(Time.GetUtcNow() + TimeSpan.FromSeconds(2));
        AdvanceToNextTimer();
    }

    /// <summary>Moves the clock exactly to the time of the next timer.</summary>
    public void AdvanceToNextTimer() => Time.Advance(Time.Pending[0]);

    /// <summary>Lets the time of each wait of up to 90 seconds pass, until the task has ended. Requests may take longer.</summary>
    public async Task PassTimeAsync(Task until)
    {
        while (await Task.WhenAny(until, TimerAsync(TimeSpan.Zero, s_longestWait)) != until)
        {
            PassWait();
        }
    }

    /// <summary>Lets the time of each wait of up to 90 seconds pass, until at least this time has passed.</summary>
    public async Task PassTimeAsync(TimeSpan least)
    {
        long began = Time.GetTimestamp();
        while (Time.GetElapsedTime(began) < least)
        {
            await TimerAsync(TimeSpan.Zero, s_longestWait);
            PassWait();
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        _platform.Dispose();
    }

    private static string Short(string line) => line.Replace(" sessions/s1/", " ", StringComparison.Ordinal)
        .Replace(" sessions/s1", "", StringComparison.Ordinal);

    private void PassWait()
    {
        // The wait may have ended since it was found. The next timer may then be the limit of a request.
        if (Time.Pending is [var next, ..] && next <= s_longestWait)
        {
            Time.Advance(next);
        }
    }

    private void Add(string line, Func<HttpResponseMessage> answer) => Add(line, _ => Task.FromResult(answer()));

    private void Add(string line, Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        lock (_lock)
        {
            if (!_answers.TryGetValue(line, out List<Func<CancellationToken, Task<HttpResponseMessage>>>? answers))
            {
                _answers.Add(line, answers = []);
            }

            answers.Add(answer);
        }
    }

    private void Notify()
    {
        IReadOnlyList<string> received = Received;
        lock (_lock)
        {
            foreach ((string line, int count, TaskCompletionSource waiter) in _waiters)
            {
                if (received.Count(r => r == line) >= count)
                {
                    waiter.TrySetResult();
                }
            }
        }
    }

    private Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _uris.Enqueue(request.RequestUri!.PathAndQuery);
        string line = Short(FakePlatform.LineOf(request));
        Func<CancellationToken, Task<HttpResponseMessage>>? answer = Next(line);
        Notify();
        return answer is not null ? answer(cancellationToken) : Task.FromResult(line switch
        {
            "GET" => FakePlatform.Json(Clients.ReadySession),
            "POST abort" => FakePlatform.Json("{}"),
            _ => FakePlatform.Json("""{"error":"not in the script"}""", HttpStatusCode.NotImplemented),
        });
    }

    private Func<CancellationToken, Task<HttpResponseMessage>>? Next(string line)
    {
        lock (_lock)
        {
            int given = _given[line] = _given.GetValueOrDefault(line) + 1;
            return _answers.TryGetValue(line, out List<Func<CancellationToken, Task<HttpResponseMessage>>>? answers)
                ? answers[Math.Min(given, answers.Count) - 1] : null;
        }
    }
}
