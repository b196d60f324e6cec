namespace LiteLlm.AgentSdk.Testing;

/// <summary>A file of a <see cref="LocalTemplate"/>.</summary>
/// <param name="TemplatePath">The file's path in the template.</param>
/// <param name="SandboxPath">The file's path in a sandbox.</param>
/// <param name="Content">The file's text.</param>
public sealed record LocalTemplateFile(string TemplatePath, string SandboxPath, string Content);
