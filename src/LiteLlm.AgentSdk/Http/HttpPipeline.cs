namespace LiteLlm.AgentSdk.Http;

/// <summary>Where the client's HttpClient comes from: what is known of the handlers in it.</summary>
internal enum HttpPipeline
{
    /// <summary>The SDK made it: there is no handler but its own.</summary>
    Own,

    /// <summary>A factory of the application's made it: handlers may stand above <see cref="SendOnceHandler"/>, nothing below it.</summary>
    Factory,

    /// <summary>The caller gave it: nothing is known of its handlers.</summary>
    Callers,
}
