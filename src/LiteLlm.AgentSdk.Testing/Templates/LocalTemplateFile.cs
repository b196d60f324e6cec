namespace LiteLlm.AgentSdk.Testing;

/// <summary>A file of a <see cref="LocalTemplate"/>.</summary>
/// <param name="TemplatePath">Where it is in the template.</param>
/// <param name="SandboxPath">Where it goes in a sandbox.</param>
/// <param name="Content">Its text.</param>
public sealed record LocalTemplateFile(string TemplatePath, string SandboxPath, string Content);
