using System.Text.Json;
using LiteLlm.AgentSdk;

namespace WebChat;

/// <summary>A part of an answer, with the names that the events of a turn have.</summary>
/// <param name="MessageId">The id of its message.</param>
/// <param name="PartId">Its id.</param>
/// <param name="Type"><c>text</c>, <c>reasoning</c> or <c>tool</c>.</param>
/// <param name="Text">The text.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Status">The status of the tool's call.</param>
/// <param name="Input">The input of the tool.</param>
/// <param name="Output">The output of the tool.</param>
/// <param name="Error">The error of the tool.</param>
/// <param name="Title">The title that the harness gives the call.</param>
public sealed record ChatPart(string MessageId, string PartId, string Type, string? Text = null, string? Tool = null,
    string? Status = null, JsonElement? Input = null, string? Output = null, string? Error = null, string? Title = null)
{
    /// <summary>Gets the parts of a message that the page shows.</summary>
    /// <param name="message">The message.</param>
    public static IEnumerable<ChatPart> Of(Message message)
    {
        foreach (MessagePart part in message.Parts)
        {
            ChatPart shown = new(message.Info.Id, part.Id ?? "", part.Type.Value);
            switch (part)
            {
                case TextPart text:
                    yield return shown with { Text = text.Text };
                    break;
                case ReasoningPart reasoning:
                    yield return shown with { Text = reasoning.Text };
                    break;
                case ToolPart tool:
                    JsonElement? input = tool.State.Input.ValueKind == JsonValueKind.Undefined ? null : tool.State.Input;
                    yield return shown with
                    {
                        PartId = part.Id ?? tool.CallId ?? "",
                        Tool = tool.Tool,
                        Status = tool.State.Status.Value,
                        Input = input,
                        Output = tool.State.Output,
                        Error = tool.State.Error,
                        Title = tool.State.Title,
                    };
                    break;
                default:
                    break;
            }
        }
    }
}
