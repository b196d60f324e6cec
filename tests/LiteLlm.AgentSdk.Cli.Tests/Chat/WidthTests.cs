using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

/// <summary>The same conversation and the same tables on screens of four widths, compared completely.</summary>
public sealed partial class WidthTests
{
    private const string Answer = """
        There are **two** files, of which the first one is much longer than the second one is.

        | file | lines | what it is for |
        |---|--:|---|
        | a.cs | 1200 | the program |

        - see [the docs](https://a.b/c)

        ```cs
        return "a string" + 12; // why
        ```
        """;

    // The output on all screens that are wide enough for the table.
    private const string BelowTheText = """

        file │ lines │ what it is for
        ─────┼───────┼───────────────
        a.cs │  1200 │ the program

        • see the docs (https://a.b/c)

        ```cs
        return "a string" + 12; // why
        ```

        >
        """;

    public static TheoryData<int, string> Conversations => new()
    {
        {
            100,
            """
            > go
            ✓ Bash wc -l src/a.cs src/b.cs → 2 lines
            There are two files, of which the first one is much longer than the second one is.

            """ + BelowTheText
        },
        {
            80,
            """
            > go
            ✓ Bash wc -l src/a.cs src/b.cs → 2 lines
            There are two files, of which the first one is much longer than the second one
            is.

            """ + BelowTheText
        },
        {
            40,
            """
            > go
            ✓ Bash wc -l src/a.cs src/b.… → 2 lines
            There are two files, of which the first
            one is much longer than the second one
            is.

            """ + BelowTheText
        },
        {
            20,
            """
            > go
            ✓ Bash → 2 lines
            There are two
            files, of which the
            first one is much
            longer than the
            second one is.

            file │ lines │ what
            it is for
            ───────────────────
            a.cs │ 1200 │ the
            program

            • see the docs
              (https://a.b/c)

            ```cs
            return "a string" +
            12; // why
            ```

            >
            """
        },
    };

    public static TheoryData<int, string> Tables => new()
    {
        {
            100,
            """
            NAME      ID        HARNESS           MODEL                       SESSIONS  AGE      TEMPLATE
            reviewer  1a2b3c4d  claude-agent-sdk  anthropic/claude-haiku-4-5  0         0 s ago  -
            """
        },
        {
            80,
            """
            NAME      ID        HARNESS           MODEL          SESSIONS  AGE      TEMPLATE
            reviewer  1a2b3c4d  claude-agent-sdk  anthropic/cl…  0         0 s ago  -
            """
        },
        {
            40,
            """
            NAME      ID        MODEL
            reviewer  1a2b3c4d  anthropic/claude-ha…
            """
        },
        {
            20,
            """
            NAME      ID
            reviewer  1a2b3c4d
            """
        },
    };

    [TerminalTheory]
    [MemberData(nameof(Conversations))]
    public async Task A_conversation_fits(int columns, string expected)
    {
        LocalAgentPlatformOptions options = new()
        {
            Script = _ => Steps(
                TurnStep.Tool("Bash", """{"command":"wc -l src/a.cs src/b.cs"}""", "1200 a.cs\n7 b.cs"), TurnStep.Text(Answer)),
        };
        await using LapScreen lap = await LapScreen.StartAsync(options, columns: columns, rows: 40);
        await lap.Screen.EnterAsync("clear; " + lap.Chat("--quiet"));
        await lap.Screen.WaitForAsync(screen => screen == ">", "the prompt");
        await lap.Screen.EnterAsync("go");
        string shown = await lap.Screen.WaitForAsync(screen => screen.EndsWith("\n\n>", StringComparison.Ordinal), "the end of the turn");
        shown.Should().Be(expected);
    }

    [TerminalTheory]
    [MemberData(nameof(Tables))]
    public async Task A_list_fits(int columns, string expected)
    {
        await using LapScreen lap = await LapScreen.StartAsync(new LocalAgentPlatformOptions(), columns: columns, rows: 40);
        Agent agent = await lap.Client.Agents.CreateAsync(
            new() { Name = "reviewer", Model = "anthropic/claude-haiku-4-5", HarnessId = HarnessId.ClaudeAgentSdk });
        await lap.Screen.EnterAsync($"clear; {lap.Run("agents --search reviewer")}; echo end");
        string shown = await lap.Screen.WaitForAsync(screen => screen.Contains("\nend", StringComparison.Ordinal), "the table");
        string table = shown[..shown.IndexOf("\nend", StringComparison.Ordinal)]
            .Replace(agent.Id[..8], "1a2b3c4d", StringComparison.Ordinal);
        Age().Replace(table, "0 s ago").Should().Be(expected);
    }

    [GeneratedRegex("[0-9]+ s ago")]
    private static partial Regex Age();
}
