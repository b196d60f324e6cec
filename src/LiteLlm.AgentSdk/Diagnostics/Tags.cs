namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>The attribute names of spans and metrics. They are OpenTelemetry's names where those exist.</summary>
internal static class Tags
{
    public const string OperationName = "gen_ai.operation.name";

    // The name in version 1.36 of the conventions and earlier; many backends still use it.
    public const string System = "gen_ai.system";
    public const string Provider = "gen_ai.provider.name";
    public const string AgentId = "gen_ai.agent.id";
    public const string AgentName = "gen_ai.agent.name";
    public const string ConversationId = "gen_ai.conversation.id";
    public const string RequestModel = "gen_ai.request.model";
    public const string ResponseModel = "gen_ai.response.model";
    public const string ResponseId = "gen_ai.response.id";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string TokenType = "gen_ai.token.type";
    public const string SystemInstructions = "gen_ai.system_instructions";
    public const string InputMessages = "gen_ai.input.messages";
    public const string OutputMessages = "gen_ai.output.messages";

    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string Method = "http.request.method";
    public const string StatusCode = "http.response.status_code";
    public const string Resends = "http.request.resend_count";
    public const string UrlTemplate = "url.template";
    public const string UrlFull = "url.full";

    public const string Harness = "litellm.agent.harness";
    public const string Status = "litellm.session.status";
    public const string Phase = "litellm.session.phase";
    public const string Streaming = "litellm.turn.streaming";
    public const string Resumed = "litellm.turn.resumed";
    public const string Abandoned = "litellm.turn.abandoned";
    public const string Duplicated = "litellm.turn.duplicated_by_platform";
    public const string Cost = "litellm.turn.cost_usd";
    public const string Attempt = "litellm.attempt";
    public const string DelaySeconds = "litellm.delay_s";
    public const string Reason = "litellm.reason";
}
