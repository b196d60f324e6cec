namespace LiteLlm.AgentSdk;

/// <summary>One problem with the input. The SDK found it before it sent anything, or the platform did (400).</summary>
/// <param name="Path">The field, named as in the platform's API: <c>env_vars.A B</c>, <c>initial_attachments[0].mime_type</c>. Empty if
/// the problem concerns the whole body.</param>
/// <param name="Message">The problem with the value, and the rule. It never contains a secret.</param>
public sealed record ValidationError(string Path, string Message)
{
    /// <summary>
    /// Gets the platform's code for the problem, such as <c>invalid_type</c>; <see langword="null"/> if the SDK found the problem.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>Returns the field and the problem in one line.</summary>
    /// <returns>Text such as <c>model: it is empty</c>.</returns>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
