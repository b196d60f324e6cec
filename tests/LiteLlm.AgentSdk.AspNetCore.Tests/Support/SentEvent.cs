using System.Text.Json;

namespace LiteLlm.AgentSdk.AspNetCore.Tests.Support;

/// <summary>An event as the browser receives it.</summary>
internal sealed record SentEvent(string? Id, string Name, JsonElement Data)
{
    public string Text(string name) => Data.GetProperty(name).GetString()!;
}
