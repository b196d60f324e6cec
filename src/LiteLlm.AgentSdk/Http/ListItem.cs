using System.Text.Json;

namespace LiteLlm.AgentSdk.Http;

/// <summary>An item of a list in a response, with its position in the list.</summary>
internal sealed record ListItem(JsonElement Json, int Index)
{
    /// <summary>Gets the items of an array, without those that are null.</summary>
    public static IReadOnlyList<ListItem> Of(JsonElement array)
    {
        // A class and a loop: LINQ over structs makes an AOT-compiled program hundreds of kilobytes larger.
        List<ListItem> items = new(array.GetArrayLength());
        int index = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Null)
            {
                items.Add(new(item, index));
            }

            index++;
        }

        return items;
    }
}
