namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A user's message on its way to a harness.</summary>
internal sealed record TurnInput(IReadOnlyList<InputPart> Parts, TurnOrigin Origin)
{
    /// <summary>Gets the number of events after which the sandbox fails; see <see cref="Fault.SandboxLost"/>.</summary>
    public int EventsUntilTrouble { get; init; } = -1;

    public Action Trouble { get; init; } = static () => { };

    /// <summary>Gets a value indicating whether the harness refuses the message. A refused message is not in the thread.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Gets a value indicating whether the model is unavailable when the harness asks it.</summary>
    public bool IsModelMissing { get; init; }

    /// <summary>Gets the callback for the time when the harness has accepted the message.</summary>
    public Action<string> Accepted { get; init; } = static _ => { };

    public string AllText => string.Join("\n", Parts.Where(part => part.Text is not null).Select(part => part.Text));

    public string OwnText => string.Join("\n", Parts.Where(part => part.Own && part.Text is not null).Select(part => part.Text));
}
