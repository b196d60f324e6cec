using System.Globalization;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>JSON that stands on several lines in the source and goes out on one.</summary>
public sealed class OneLineTests
{
    [Fact]
    public void Line_breaks_of_the_literal_are_dropped_and_values_are_unchanged()
    {
        string value = "{\n    \"x\": 1\n}";

        JsText.OneLine($$"""
            {"a b":"c  d",
             "value":
                 {{value}},
             "none":"{{(string?)null}}","flag":{{true}}}
            """).Should().Be("{\"a b\":\"c  d\",\"value\":" + value + ",\"none\":\"\",\"flag\":True}");
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "~", NumberDecimalSeparator = "," } };
        try
        {
            JsText.OneLine($"[{-1},{1.5}]").Should().Be("[-1,1.5]");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
