using FluentAssertions;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>Files of the repository that a test makes: a change is seen in the test, and accepted by running it once more.</summary>
internal static class Accepted
{
    public static void Check(string file, string made)
    {
        if (Environment.GetEnvironmentVariable("ACCEPT_PUBLIC_API") == "1")
        {
            File.WriteAllText(file, made);
        }

        (File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "").Should().Be(made, "ACCEPT_PUBLIC_API=1 dotnet test tests/LiteLlm.AgentSdk.Tests writes it anew");
    }
}
