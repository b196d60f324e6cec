using System.Text.Json;
using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>The fields of a request that creates a session. A missing or invalid body counts as <c>{}</c>.</summary>
internal sealed partial record CreateSessionFields(string? InitialPrompt, IReadOnlyList<InputPart> Attachments)
{
    public IReadOnlyList<string> EnvVarNames { get; private init; } = [];

    public static CreateSessionFields Read(JsonElement? sent, Issues issues)
    {
        if (sent is not { } body)
        {
            return new CreateSessionFields(null, []);
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            issues.WrongType("object", body, []);
            return new CreateSessionFields(null, []);
        }

        string? prompt = issues.Text(body, "initial_prompt");
        issues.Text(body, "title");
        IReadOnlyList<InputPart> attachments = AttachmentRules.Read(body, "initial_attachments", issues);
        IReadOnlyDictionary<string, string>? variables = EnvVarRules.Read(body, issues);
        issues.Texts(
            body,
            "skill_ids",
            (id, path) =>
            {
                if (!Uuid().IsMatch(id))
                {
                    issues.InvalidString("uuid", "Invalid uuid", path);
                }
            },
            maximum: 10);
        return new CreateSessionFields(prompt, attachments) { EnvVarNames = [.. variables?.Keys ?? []] };
    }

    [GeneratedRegex("^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Uuid();
}
