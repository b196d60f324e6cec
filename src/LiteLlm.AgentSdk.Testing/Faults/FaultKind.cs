namespace LiteLlm.AgentSdk.Testing;

internal enum FaultKind
{
    Answer,
    Abort,
    AbortAfterEffect,
    AbortInsteadOfAnswer,
    CutAfterBytes,
    CutAfterEvents,
    EndAfterEvents,
    ErrorFrame,
    Stall,
    HoldOpen,
    SandboxLost,
    HarnessConnectionBroken,
    HarnessProcessLost,
    MessageRefused,
    ModelMissing,
    CloseTerminal,
}
