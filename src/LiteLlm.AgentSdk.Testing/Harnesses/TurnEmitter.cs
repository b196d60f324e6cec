using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>Converts the steps of one turn to the events and messages of a harness.</summary>
internal abstract class TurnEmitter(Harness harness, TurnInput input)
{
    private int _events;

    /// <summary>Gets or sets the input of the model: one message, or several if they get one reply.</summary>
    public TurnInput Input { get; protected set; } = input;

    public CancellationToken Ended { get; set; }

    /// <summary>Gets or sets the token that is canceled when the harness's process ends, but not when the turn is aborted.</summary>
    public CancellationToken ProcessGone { get; set; }

    /// <summary>Gets the assistant entry that the platform shows during the turn; null before its message is in the thread.</summary>
    public abstract string? PendingEntry { get; }

    /// <summary>Gets the number of user messages that this turn adds to the counters of started and ended turns.</summary>
    public virtual int Starts => 1;

    public virtual int Ends => 1;

    protected string Session => JsText.Quote(harness.Id);

    protected long Now => harness.Host.Now;

    /// <summary>Adds the user's message to the thread and publishes it.</summary>
    public abstract void Begin();

    /// <summary>Begins the reply: the request to the model starts.</summary>
    public virtual void BeginReply()
    {
    }

    public abstract void BeginText(bool reasoning);

    public abstract void AddText(string piece);

    public abstract void EndText();

    public abstract void BeginTool(ToolStep tool);

    public abstract void EndTool(ToolStep tool);

    public abstract void Fail(FailStep fail);

    /// <summary>Publishes that the model will be asked again.</summary>
    /// <param name="retry">The model's error.</param>
    /// <param name="attempt">The number of the next attempt, from 1.</param>
    /// <returns>The delay before the attempt; null if the harness gives up.</returns>
    public virtual TimeSpan? Retry(RetryStep retry, int attempt) => TimeSpan.Zero;

    /// <summary>Publishes that the model is asked again now.</summary>
    public virtual void BeginRetry()
    {
    }

    public abstract TurnReply Complete();

    public abstract TurnReply Abort();

    /// <summary>Gets a task that completes when the first end event of the turn has been sent.</summary>
    public virtual Task FirstEnd => Task.CompletedTask;

    /// <summary>Publishes the events that follow the turn's reply.</summary>
    /// <param name="reply">The reply of <see cref="Complete"/> or <see cref="Abort"/>.</param>
    /// <returns>The final reply.</returns>
    public virtual Task<TurnReply> FinishAsync(TurnReply reply) => Task.FromResult(reply);

    /// <summary>Publishes only that the session is idle.</summary>
    public abstract void PublishIdle();

    public void PublishCustom(EventStep step)
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

    /// <summary>Publishes an event. A planned fault occurs directly after its event.</summary>
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
