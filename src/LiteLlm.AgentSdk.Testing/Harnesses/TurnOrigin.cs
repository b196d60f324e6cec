namespace LiteLlm.AgentSdk.Testing.Harnesses;

internal enum TurnOrigin
{
    Message,
    Stream,
    InitialPrompt,
    Replay,
    PassedOn,
}
