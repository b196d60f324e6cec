namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>
/// Messages that any model follows. The scripted model reacts to the words in capitals. A test that depends on its exact text needs
/// <see cref="Harness.IsScripted"/>.
/// </summary>
internal static class Prompts
{
    public const string Hello = "Say hello.";

    /// <summary>A turn of some seconds.</summary>
    public const string Long = "Count from 1 to 300 in words, one number per line, and write nothing else. (LONG 150 SLOW 20)";

    /// <summary>A turn of a second or more.</summary>
    public const string Medium = "Count from 1 to 50, one number per line, and write nothing else. (LONG 100 SLOW 10)";

    /// <summary>A turn with a tool.</summary>
    public const string Tool = "Run the shell command `echo hi`, then tell me its output. (TOOL)";

    public const string Think = "Think step by step about 17 * 23, then answer. (THINK)";

    public const string Unicode =
        "Repeat this line exactly: \U0001f469\u200d\U0001f469\u200d\U0001f467 \u6f22\u5b57 e\u0301 \u2028 \u05e2\u05d1 \"quoted\\";

    /// <summary>Fails at once with the scripted model; other models answer it.</summary>
    public const string Fail = "FAIL 400";
}
