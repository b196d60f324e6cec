using System.Text;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Prints records as the compiler does, those too that hold JSON which has no text: an element that is half of an emoji throws when it is
/// printed, and whoever logs a record must not fail by it.
/// </summary>
internal static class RecordText
{
    public static string Of(object record, Func<StringBuilder, bool> printMembers)
    {
        StringBuilder text = new(record.GetType().Name);
        text.Append(" { ");
        try
        {
            if (printMembers(text))
            {
                text.Append(' ');
            }
        }
        catch (InvalidOperationException)
        {
            // The members up to this one are there; ToJson has them all.
            text.Append("\ufffd, ... ");
        }

        return text.Append('}').ToString();
    }
}
