namespace WebChat;

/// <summary>The facts about the agent that the page shows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Model">Its model.</param>
/// <param name="Harness">Its harness.</param>
public sealed record ChatAbout(string Name, string? Model, string? Harness);
