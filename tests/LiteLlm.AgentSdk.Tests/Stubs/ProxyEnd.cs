namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>How a proxy ends a connection.</summary>
internal enum ProxyEnd
{
    /// <summary>Not at all: when either side does.</summary>
    None,

    /// <summary>As if the other side had said all it had to say.</summary>
    Fin,

    /// <summary>By force.</summary>
    Reset,
}
