using System.Text;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Prints records as the compiler's ToString does, but never throws. A JSON element with an unpaired surrogate throws when it
/// is printed, which would break a program that logs the record.
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
            // The text contains the members before the failing one; ToJson returns all.
            text.Append("\ufffd, ... ");
        }

        return text.Append('}').ToString();
    }
}
