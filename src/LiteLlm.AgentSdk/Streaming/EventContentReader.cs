namespace LiteLlm.AgentSdk;

/// <summary>Reads the content of an event: a JSON object, or nothing at all.</summary>
internal delegate SessionEvent? EventContentReader(ReadOnlySpan<byte> content);
