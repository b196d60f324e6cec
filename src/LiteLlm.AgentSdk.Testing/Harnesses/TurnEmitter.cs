using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>Turns the steps of one turn into the events and the messages of a harness.</summary>
internal abstract class TurnEmitter(Harness harness, TurnInput input)
{
    private int _events;

    /// <summary>Gets or sets what the model is asked; more than was sent at first when messages are answered together.</summary>
    public TurnInput Input { get; protected set; } = input;

    public CancellationToken Ended { get; set; }

    /// <summary>Gets or sets what is cancelled when the harness's process is gone, but not when the turn is aborted.</summary>
    public CancellationToken ProcessGone { get; set; }

    /// <summary>Gets the assistant entry that the platform shows while this runs; null before its message is in the thread.</summary>
    public abstract string? PendingEntry { get; }

    /// <summary>Gets how many user messages this counts for when it starts, and when it ends.</summary>
    public virtual int Starts => 1;

    public virtual int Ends => 1;

    protected string Session => JsText.Quote(harness.Id);

    protected long Now => harness.Host.Now;

    /// <summary>Puts the user's message into the thread and onto the bus.</summary>
    public abstract void Begin();

    /// <summary>Begins the answer: from here on, the model is being asked.</summary>
    public virtual void Ask()
    {
    }

    public abstract void BeginText(bool reasoning);

    public abstract void Piece(string piece);

    public abstract void EndText();

    public abstract void BeginTool(ToolStep tool);

    public abstract void EndTool(ToolStep tool);

    public abstract void Fail(FailStep fail);

    /// <summary>Says that the model is asked again.</summary>
    /// <param name="retry">What the model answers.</param>
    /// <param name="attempt">The number of the next attempt, from 1.</param>
    /// <returns>How long the harness waits before it; null when it has given up.</returns>
    public virtual TimeSpan? Retry(RetryStep retry, int attempt) => TimeSpan.Zero;

    /// <summary>Says that the model is being asked again now.</summary>
    public virtual void Retrying()
    {
    }

    public abstract TurnReply Complete();

    public abstract TurnReply Abort();

    /// <summary>Gets a task that is completed when the end of the turn has been told for the first time.</summary>
    public virtual Task FirstEnd => Task.CompletedTask;

    /// <summary>Tells what comes after the turn's reply is known.</summary>
    /// <param name="reply">The reply of <see cref="Complete"/> or <see cref="Abort"/>.</param>
    /// <returns>The reply as it is in the end.</returns>
    public virtual Task<TurnReply> SettleAsync(TurnReply reply) => Task.FromResult(reply);

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
        if (++_events == Input.EventsUntilTrouble)
        {
            Input.Trouble();
            Ended.ThrowIfCancellationRequested();
        }
    }

    protected abstract string Envelope(string type, string propertiesJson);
}
