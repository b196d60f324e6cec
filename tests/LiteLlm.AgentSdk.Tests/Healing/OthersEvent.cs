namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>An event of somebody else's turn in the same session.</summary>
/// <param name="Before">The frame of our turn before which it comes.</param>
/// <param name="Json">The harness's event.</param>
internal sealed record OthersEvent(int Before, string Json);
