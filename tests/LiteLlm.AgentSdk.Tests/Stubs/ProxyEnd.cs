namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>How a proxy ends a connection.</summary>
internal enum ProxyEnd
{
    /// <summary>The proxy does not end the connection; either side does.</summary>
    None,

    /// <summary>An orderly end, as if the other side had sent everything (FIN).</summary>
    Fin,

    /// <summary>A reset (RST).</summary>
    Reset,
}
