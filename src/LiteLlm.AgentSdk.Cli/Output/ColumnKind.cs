namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>The behavior of a column on a narrow screen.</summary>
internal enum ColumnKind
{
    Name,
    Id,
    Word,
    Text,
}
