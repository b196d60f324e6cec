using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Support;

/// <summary>The result of a run of lap.</summary>
internal sealed record Result(int ExitCode, string Out, string Error)
{
    /// <summary>Gets stdout as one JSON value.</summary>
    public JsonElement Json
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(Out);
            return document.RootElement.Clone();
        }
    }

    /// <summary>Gets stdout as one JSON value per line.</summary>
    public IReadOnlyList<JsonElement> JsonLines =>
        [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        })];

    /// <summary>Gets stdout without the line break at its end.</summary>
    public string Line => Out.TrimEnd('\n');

    /// <summary>Checks that the run succeeded.</summary>
    public Result Succeeds()
    {
        ExitCode.Should().Be(0, "it said: {0}{1}", Out, Error);
        return this;
    }

    /// <summary>Checks that the run failed with this code and one line of reason on stderr, and printed nothing.</summary>
    public Result Fails(int exitCode, string reason = "lap: ")
    {
        ExitCode.Should().Be(exitCode, "it said: {0}{1}", Out, Error);
        string[] errors =
            [.. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith("lap: ", StringComparison.Ordinal)
            && !line.StartsWith("lap: warning", StringComparison.Ordinal))];
        errors.Should().ContainSingle().Which.Should().Contain(reason);
        Error.Should().NotContain("   at ", "expected failures show no stack traces");
        Out.Should().BeEmpty();
        return this;
    }
}
