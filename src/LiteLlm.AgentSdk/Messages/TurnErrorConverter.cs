using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads a turn's error; one that is not an object is an error all the same, so that a failed turn never looks like a good one.
/// </summary>
internal sealed class TurnErrorConverter : WireConverter<TurnError>
{
    protected override Wire<TurnError> Misfit(byte[] raw) =>
        raw is [(byte)'n' or (byte)'f', ..] ? new(value: null, raw) : new(new TurnError { DataJson = new(raw) }, raw);
}
