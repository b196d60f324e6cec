namespace LiteLlm.AgentSdk;

/// <summary>What is known about whether a request reached the platform and took effect there.</summary>
public enum Delivery
{
    /// <summary>It certainly had no effect: it was not sent completely, or the platform refused it. Sending it again is safe.</summary>
    NotSent,

    /// <summary>It may have taken effect. If it is sent again, its effect and its cost may occur twice.</summary>
    Unknown,

    /// <summary>It took effect: the platform responded to it, or its turn was observed.</summary>
    Delivered,
}
