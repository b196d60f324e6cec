namespace TestingYourApp;

/// <summary>What the review says.</summary>
public sealed record Verdict(bool Approved, string Why);
