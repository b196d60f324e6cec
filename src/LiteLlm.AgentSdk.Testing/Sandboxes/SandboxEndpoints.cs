using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Sessions;

namespace LiteLlm.AgentSdk.Testing.Sandboxes;

/// <summary><c>/sessions/{id}/sandbox/...</c>: sandboxes beside a session's own.</summary>
internal sealed class SandboxEndpoints(PlatformState platform)
{
    private const string Root = SessionEndpoints.Root + "/{id}/sandbox";

    public void Map(RouteTable routes) => routes
        .Map("POST", Root + "/provision", ProvisionAsync)
        .Map("POST", Root + "/execute", exchange => RunInSandboxAsync(exchange, "cmd", "output", ExecuteAsync))
        .Map("POST", Root + "/read-file", exchange => RunInSandboxAsync(exchange, "path", "content", ReadAsync));

    /// <summary>Creates a sandbox. Checks the body before the session, as the platform does.</summary>
    private async Task ProvisionAsync(Exchange exchange)
    {
        string?[]? fields = await exchange.FieldsAsync(static (body, issues) => new[]
        {
            issues.Text(body, "name", required: true, minimum: 1, tooShort: "name is required"),
            issues.Text(body, "project_id", minimum: 1),
        }).ConfigureAwait(false);
        if (fields is not null)
        {
            await platform.WithSessionAsync(exchange, session =>
                ProvisionAsync(exchange, session, fields[0]!, fields[1])).ConfigureAwait(false);
        }
    }

    private static Task ProvisionAsync(Exchange exchange, SessionState session, string name, string? project)
    {
        if (project is not null && !session.Agent.HasRepository(project))
        {
            return exchange.ErrorAsync(404, $"project {project} not found on agent {session.Agent.Id}");
        }

        session.ProvisionSandbox(name);
        return exchange.JsonAsync(200, "{\"message\":" + JsText.Quote($"sandbox '{name}' ready") + "}");
    }

    /// <summary>
    /// Returns an error of a sandbox as its output, with 200. Does not check that the session exists, as the platform does not.
    /// </summary>
    private async Task RunInSandboxAsync(Exchange exchange, string requestField, string responseField,
        Func<Exchange, SessionState, string, string, Task<string>> run)
    {
        string[]? fields = await exchange.FieldsAsync((body, issues) => new[]
        {
            issues.Text(body, "sandbox_name", required: true, minimum: 1, tooShort: "sandbox_name is required") ?? "",
            issues.Text(body, requestField, required: true, minimum: 1, tooShort: requestField + " is required") ?? "",
        }).ConfigureAwait(false);
        if (fields is null)
        {
            return;
        }

        string answer;
        try
        {
            answer = platform.Sessions.Find(exchange["id"]) is { } session && session.HasSandbox(fields[0])
                ? await run(exchange, session, fields[0], fields[1]).ConfigureAwait(false)
                : $"error: sandbox '{fields[0]}' not provisioned — call provision first";
        }
        catch (Exception exception) when (!exchange.Gone.IsCancellationRequested)
        {
            answer = exception.Message;
        }

        await exchange.JsonAsync(200, $$"""{"{{responseField}}":{{JsText.Quote(answer)}}}""").ConfigureAwait(false);
    }

    private Task<string> ExecuteAsync(Exchange exchange, SessionState session, string sandbox, string command)
    {
        if (platform.Options.ExecuteCommand is { } execute)
        {
            return execute(new SandboxCommand(session.Id, sandbox, command, exchange.Gone)).WaitAsync(exchange.Gone);
        }

        string[] words = command.Trim().Split(' ', 2);
        string rest = words.Length > 1 ? words[1].Trim() : "";
        return words[0] switch
        {
            "echo" => Task.FromResult(rest.Trim('"', '\'') + "\n"),
            "cat" => ReadAsync(exchange, session, sandbox, rest),
            _ => Task.FromResult($"sh: {words[0]}: not found\n"),
        };
    }

    private Task<string> ReadAsync(Exchange exchange, SessionState session, string sandbox, string path) =>
        platform.Options.ReadFile is { } read
            ? read(new SandboxFileRead(session.Id, sandbox, path)).WaitAsync(exchange.Gone)
            : Task.FromResult(session.SandboxFile(sandbox, path) ?? $"cat: {path}: No such file or directory\n");
}
