namespace LiteLlm.AgentSdk.Turns;

/// <summary>A row of the decision table: what is observed, and what is done then. The first row that applies decides.</summary>
/// <param name="Name">The name of the rule; a test has the same.</param>
/// <param name="Observed">What is observed, in words, for the documentation.</param>
/// <param name="Done">What is done then, in words.</param>
/// <param name="Applies">Whether the rule applies.</param>
/// <param name="Then">The action.</param>
internal sealed record TurnRule(string Name, string Observed, string Done, Func<Observation, bool> Applies, Func<Observation,
    TurnAction> Then);
