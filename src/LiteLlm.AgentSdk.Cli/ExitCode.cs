namespace LiteLlm.AgentSdk.Cli;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Authentication = 4;
    public const int TurnFailed = 5;
    public const int Interrupted = 130;
}
