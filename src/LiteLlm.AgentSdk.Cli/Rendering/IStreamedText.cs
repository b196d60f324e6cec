namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>Shows streamed text.</summary>
internal interface IStreamedText
{
    /// <param name="text">The added text, safe for a terminal.</param>
    void Write(string text);

    /// <summary>Shows the text that was held back, and ends the line.</summary>
    void Finish();
}
