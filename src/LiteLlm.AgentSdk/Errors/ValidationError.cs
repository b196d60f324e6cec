namespace LiteLlm.AgentSdk;

/// <summary>One thing that is wrong with what was given: found by the SDK before anything was sent, or by the platform (400).</summary>
/// <param name="Path">The field, in the platform's words: <c>env_vars.A B</c>, <c>initial_attachments[0].mime_type</c>. Empty for the whole
/// body.</param>
/// <param name="Message">The value's problem and the rule. Never quotes a secret.</param>
public sealed record ValidationError(string Path, string Message)
{
    /// <summary>
    /// Gets the platform's code for the problem, such as <c>invalid_type</c>; <see langword="null"/> when the SDK found it.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>The field and the problem in one line.</summary>
    /// <returns>Such as <c>model: it is empty</c>.</returns>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
