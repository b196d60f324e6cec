namespace LiteLlm.AgentSdk;

/// <summary>What is known of whether a request reached the platform and took effect there.</summary>
public enum Delivery
{
    /// <summary>It certainly had no effect: it never left as a whole, or the platform refused it. Sending it again is safe.</summary>
    NotSent,

    /// <summary>It may have taken effect. Sending it again may do it, and bill it, twice.</summary>
    Unknown,

    /// <summary>It took effect: the platform has answered it, or its turn has been seen.</summary>
    Delivered,
}
