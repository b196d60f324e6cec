namespace LiteLlm.AgentSdk.Turns;

/// <summary>A row of the decision table: the observation that it applies to, and the action. The first row that applies decides.</summary>
/// <param name="Name">The name of the rule. A test has the same name.</param>
/// <param name="Observed">What is observed, as text for the documentation.</param>
/// <param name="Done">What is done then, as text for the documentation.</param>
/// <param name="Applies">Returns true if the rule applies; otherwise, false.</param>
/// <param name="Then">Creates the action.</param>
internal sealed record TurnRule(string Name, string Observed, string Done, Func<Observation, bool> Applies,
    Func<Observation, TurnAction> Then);
