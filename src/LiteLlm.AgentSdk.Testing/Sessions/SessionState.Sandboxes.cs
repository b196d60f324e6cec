using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <content>The further sandboxes of a session, the output of its own sandbox, and its assessments.</content>
internal sealed partial class SessionState
{
    private readonly List<string> _sandboxNames = [];
    private readonly Dictionary<(string Sandbox, string Path), string> _files = [];
    private readonly List<(DateTimeOffset At, string Line)> _output = [];
    private readonly List<string> _interceptions = [];
    private bool _hadSandboxes;

    /// <summary>Gets the names of the session's environment variables. Their values are not stored.</summary>
    public IReadOnlyList<string> EnvVarNames { get; private set; } = [];

    /// <summary>Gets or sets the last assessment, as JSON.</summary>
    public string Assessment { get; set; } = "null";

    public string Interceptions
    {
        get
        {
            lock (_gate)
            {
                return "[" + string.Join(",", _interceptions) + "]";
            }
        }
    }

    private string SandboxUrls => _hadSandboxes
        ? JsText.Map(_sandboxNames.Select(name => new KeyValuePair<string, string>(name, PlatformState.SandboxUrl)))
        : "null";

    public void ProvisionSandbox(string name) => Change(() =>
    {
        _hadSandboxes = true;
        if (!_sandboxNames.Contains(name))
        {
            _sandboxNames.Add(name);
        }
    });

    public bool HasSandbox(string name)
    {
        lock (_gate)
        {
            return _sandboxNames.Contains(name);
        }
    }

    public string? SandboxFile(string sandbox, string path)
    {
        lock (_gate)
        {
            return _files.GetValueOrDefault((sandbox, path));
        }
    }

    public void WriteSandboxFile(string sandbox, string path, string content) => Change(() => _files[(sandbox, path)] = content);

    public void WriteOutput(string line) => Change(() => _output.Add((_platform.Time.GetUtcNow(), line)));

    public void AddInterception(string json) => Change(() => _interceptions.Add(json));

    /// <summary>Returns the output of the sandbox.</summary>
    public string Output(TimeSpan? since, int? last)
    {
        DateTimeOffset from = since is { } time ? _platform.Time.GetUtcNow() - time : DateTimeOffset.MinValue;
        lock (_gate)
        {
            IEnumerable<string> lines = _output.Where(entry => entry.At >= from).Select(entry => entry.Line + "\n");
            return string.Concat(last is { } count ? lines.TakeLast(count) : lines);
        }
    }

    private void ClearSandboxes()
    {
        _hadSandboxes = true;
        _sandboxNames.Clear();
    }
}
