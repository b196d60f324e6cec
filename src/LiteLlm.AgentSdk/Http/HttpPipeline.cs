namespace LiteLlm.AgentSdk.Http;

/// <summary>The origin of the client's HttpClient, which shows what is known about its handlers.</summary>
internal enum HttpPipeline
{
    /// <summary>The SDK created it, so it has only the SDK's handlers.</summary>
    Own,

    /// <summary>An IHttpClientFactory created it: handlers may be above <see cref="SendOnceHandler"/>, but none is below it.</summary>
    Factory,

    /// <summary>The caller passed it, so its handlers are not known.</summary>
    Callers,
}
