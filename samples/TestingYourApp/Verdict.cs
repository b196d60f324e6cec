namespace TestingYourApp;

/// <summary>The result of a review.</summary>
public sealed record Verdict(bool Approved, string Why);
