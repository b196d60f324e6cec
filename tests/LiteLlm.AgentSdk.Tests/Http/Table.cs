using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>Builds the rows of a theory from queries.</summary>
internal static class Table
{
    public static TheoryData<T1, T2> Of<T1, T2>(IEnumerable<(T1, T2)> rows)
    {
        TheoryData<T1, T2> table = [];
        foreach ((T1 first, T2 second) in rows)
        {
            table.Add(first, second);
        }

        return table;
    }

    public static TheoryData<T1, T2, T3> Of<T1, T2, T3>(IEnumerable<(T1, T2, T3)> rows)
    {
        TheoryData<T1, T2, T3> table = [];
        foreach ((T1 first, T2 second, T3 third) in rows)
        {
            table.Add(first, second, third);
        }

        return table;
    }
}
