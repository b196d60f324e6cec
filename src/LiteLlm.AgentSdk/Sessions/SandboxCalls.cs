using System.Globalization;
using System.Text;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The API calls on the sandboxes of a session.</summary>
internal static class SandboxCalls
{
    public static async Task<string> GetLogsAsync(PlatformTransport transport, string sessionId, SandboxLogOptions options,
        CancellationToken cancellationToken)
    {
        List<ValidationError> problems = [];
        if (options.Since < TimeSpan.FromSeconds(1))
        {
            problems.Add(new("sinceSeconds", $"{options.Since} is less than a second"));
        }

        if (options.TailLines < 1)
        {
            problems.Add(new("tailLines", $"{options.TailLines} is below 1"));
        }

        AgentPlatformValidationException.ThrowIfAny(problems, "The output can't be read");
        ApiPath path = ApiPath.Query(
            ApiPath.Of($"sessions/{sessionId}/sandbox_logs"),
            ("sinceSeconds", options.Since is { } since ? Math.Ceiling(since.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null),
            ("tailLines", options.TailLines?.ToString(CultureInfo.InvariantCulture)));
        ApiRequest request = new(HttpMethod.Get, path) { Accept = "text/plain" };
        return Encoding.UTF8.GetString((await transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Body);
    }

    public static Task ProvisionAsync(PlatformTransport transport, string sessionId, string name, SandboxProvisionOptions options,
        CancellationToken cancellationToken)
    {
        ThrowIfEmpty("The sandbox can't be provisioned", ("name", name));
        ApiRequest request =
            Request(sessionId, "provision", new SandboxBody { Name = name, ProjectId = options.ProjectId },
            transport.Options.ReadyTimeout, nameof(AgentPlatformOptions.ReadyTimeout));
        return transport.SendAsync(request, cancellationToken);
    }

    public static async Task<string> ExecuteAsync(
        PlatformTransport transport, string sessionId, string sandboxName, string command, SandboxExecuteOptions options,
            CancellationToken cancellationToken)
    {
        List<ValidationError> problems = [];
        TextRules.Required(sandboxName, "sandbox_name", problems);
        TextRules.Required(command, "cmd", problems);
        if (options.Timeout is { } limit)
        {
            AgentPlatformOptionsValidator.CheckLimit(limit, nameof(options.Timeout), problems);
        }

        AgentPlatformValidationException.ThrowIfAny(problems, "The command can't be run");
        ApiRequest request = options.Timeout is null
            ? Request(sessionId, "execute", new SandboxBody { SandboxName = sandboxName, Cmd = command }, null,
                nameof(AgentPlatformOptions.RequestTimeout))
            : Request(sessionId, "execute", new SandboxBody { SandboxName = sandboxName, Cmd = command }, options.Timeout,
                $"{nameof(SandboxExecuteOptions)}.{nameof(options.Timeout)}");
        return (await AnswerAsync(transport, request, "output", cancellationToken).ConfigureAwait(false)).Output ?? "";
    }

    public static async Task<string> ReadFileAsync(PlatformTransport transport, string sessionId, string sandboxName, string path,
        CancellationToken cancellationToken)
    {
        ThrowIfEmpty("The file can't be read", ("sandbox_name", sandboxName), ("path", path));
        ApiRequest request =
            Request(sessionId, "read-file", new SandboxBody { SandboxName = sandboxName, Path = path }, null,
            nameof(AgentPlatformOptions.RequestTimeout));
        return (await AnswerAsync(transport, request, "content", cancellationToken).ConfigureAwait(false)).Content ?? "";
    }

    private static ApiRequest Request(string sessionId, string call, SandboxBody body, TimeSpan? timeout, string timeoutName) =>
        new(HttpMethod.Post, ApiPath.Of($"sessions/{sessionId}/sandbox").Then(call))
        {
            Body = RecordReader.Body(body),
            Timeout = timeout,
            TimeoutName = timeoutName
        };

    private static async Task<SandboxAnswer> AnswerAsync(PlatformTransport transport, ApiRequest request, string member,
        CancellationToken cancellationToken)
    {
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        SandboxAnswer answer = response.Read(LapJson.TypeInfo<SandboxAnswer>());
        return ForeignJson.TryGet(response.ToElement(), member, out _) ? answer : throw response.Misses(member);
    }

    private static void ThrowIfEmpty(string what, params ReadOnlySpan<(string Field, string Value)> fields)
    {
        List<ValidationError> problems = [];
        foreach ((string field, string value) in fields)
        {
            TextRules.Required(value, field, problems);
        }

        AgentPlatformValidationException.ThrowIfAny(problems, what);
    }
}
