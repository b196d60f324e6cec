using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads a turn's error. JSON that is not an object counts as an error too, so that a failed turn never looks successful.
/// </summary>
internal sealed class TurnErrorConverter : WireConverter<TurnError>
{
    protected override Wire<TurnError> Misfit(byte[] raw) =>
        raw is [(byte)'n' or (byte)'f', ..] ? new(value: null, raw) : new(new TurnError { DataJson = new(raw) }, raw);
}
