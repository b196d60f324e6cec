namespace WebChat;

/// <summary>What the page is told of the agent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Model">Its model.</param>
/// <param name="Harness">Its harness.</param>
public sealed record ChatAbout(string Name, string? Model, string? Harness);
