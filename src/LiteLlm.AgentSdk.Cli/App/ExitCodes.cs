namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>The exit codes; documented in docs/cli.md.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Authentication = 4;

    /// <summary>The session is not ready, has failed or ended, or its turn has failed.</summary>
    public const int SessionOrTurnFailed = 5;

    /// <summary>Ctrl-C: 128 plus the signal's number, as in shells.</summary>
    public const int Interrupted = 130;

    public const int Terminated = 143;
}
