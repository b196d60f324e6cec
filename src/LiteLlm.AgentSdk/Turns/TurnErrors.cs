using System.Text.Json;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>Creates exceptions for failed turns, and error objects for failures that come without one.</summary>
internal static class TurnErrors
{
    public static TurnFailedException Failed(string sessionId, Reply reply, TurnError error) =>
        new($"The turn of session {sessionId} {(reply.IsAborted ? "was aborted" : "failed")} ({error.Name}): {error.Message ?? reply.Text}")
        {
            Reply = reply,
            ErrorMessage = error.Message,
            MayHaveTakenEffect = true,
            Delivery = Delivery.Delivered,
        };

    /// <summary>Creates an error from a name and a message.</summary>
    public static TurnError Of(string name, string? message) => new()
    {
        Name = name,
        AdditionalProperties = message is null ? null
            : new Dictionary<string, JsonElement> { ["message"] = JsonSerializer.SerializeToElement(message, LapJson.TypeInfo<string>()) },
    };
}
