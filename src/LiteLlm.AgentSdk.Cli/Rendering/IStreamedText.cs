namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>Shows text that grows.</summary>
internal interface IStreamedText
{
    /// <param name="text">What was added, fit for a terminal.</param>
    void Write(string text);

    /// <summary>Shows what was held back and ends the line.</summary>
    void Finish();
}
