namespace LiteLlm.AgentSdk.AotSmoke;

internal static class Check
{
    public static void That(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"Not so: {what}");
        }
    }
}
