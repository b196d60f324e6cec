namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>How a column gives way on a narrow screen.</summary>
internal enum ColumnKind
{
    Name,
    Id,
    Word,
    Text,
}
