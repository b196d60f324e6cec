using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>Turns the steps of one turn into the events and the messages of a harness.</summary>
internal abstract class TurnEmitter(Harness harness, TurnInput input)
{
    private int _events;

    public TurnInput Input => input;

    public CancellationToken Ended { get; set; }

    /// <summary>The assistant entry that the platform shows while this runs; null before its message is in the thread.</summary>
    public abstract string? PendingEntry { get; }

    /// <summary>How many user messages this counts for when it starts, and when it ends.</summary>
    public virtual int Starts => 1;

    public virtual int Ends => 1;

    protected string Session => JsText.Quote(harness.Id);

    protected long Now => harness.Host.Now;

    public abstract void Begin();

    public abstract void BeginText(bool reasoning);

    public abstract void Piece(string piece);

    public abstract void EndText();

    public abstract void BeginTool(ToolStep tool);

    public abstract void EndTool(ToolStep tool);

    public abstract void Fail(FailStep fail);

    public abstract TurnReply Complete();

    public abstract TurnReply Abort();

    /// <summary>Says that the session is idle, and no more.</summary>
    public abstract void Idle();

    public void Custom(EventStep step)
    {
        using JsonDocument document = JsonDocument.Parse(step.Properties);
        string properties = step.Properties;
        if (document.RootElement.ValueKind == JsonValueKind.Object && !document.RootElement.TryGetProperty("sessionID", out _))
        {
            string separator = properties.Length > 2 ? "," : "";
            properties = properties[..^1] + separator + "\"sessionID\":" + Session + "}";
        }

        Publish(step.Type, properties);
    }

    /// <summary>Puts an event on the bus; the trouble that a fault has planned comes right after its event.</summary>
    protected void Publish(string type, string propertiesJson)
    {
        Ended.ThrowIfCancellationRequested();
        harness.Publish(type, Envelope(type, propertiesJson));
        if (++_events == input.EventsUntilTrouble)
        {
            input.Trouble();
            Ended.ThrowIfCancellationRequested();
        }
    }

    protected abstract string Envelope(string type, string propertiesJson);
}
