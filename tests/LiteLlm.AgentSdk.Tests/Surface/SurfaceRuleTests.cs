// The types below break these rules on purpose.
#pragma warning disable CA1064, CA1822, CA1819, CA1002, CA1052, CA1032, CA1711, CA1710, CA2227
#pragma warning disable MA0155, MA0137, MA0138, MA0032, MA0040, MA0042, MA0045

using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>Tests each rule with a violation.</summary>
public partial class SurfaceRuleTests
{
    [Fact]
    public void A_foreign_namespace_is_found() =>
        SurfaceRules.Namespaces([typeof(SampleRecord)], "LiteLlm.AgentSdk").Should().ContainSingle().Which
            .Should().Contain("LiteLlm.AgentSdk.Tests.Surface");

    [Fact]
    public void Badly_shaped_asynchronous_methods_are_found() =>
        SurfaceRules.Async([typeof(BadAsync)]).Should().BeEquivalentTo(
            "BadAsync.Load returns Task and does not end in Async.",
            "BadAsync.Pages returns IAsyncEnumerable<int> and does not end in Async.",
            "BadAsync.AsPagesOf returns IAsyncEnumerable<int> and does not end in Async.",
            "BadAsync.NowAsync ends in Async and returns int.",
            "BadAsync.LateAsync: its last parameter has to be CancellationToken cancellationToken = default.",
            "BadAsync.ForeverAsync can't be cancelled: it has no CancellationToken.",
            "BadAsync.LoadAsync has a twin that is not asynchronous.");

    [Fact]
    public void Lists_of_another_shape_are_found() =>
        SurfaceRules.Lists([typeof(BadAsync), typeof(SkillsClient)])
            .Should().Equal("BadAsync.ListAsync returns IAsyncEnumerable<int> and not PagedAsyncEnumerable.");

    [Fact]
    public void Members_of_a_foreign_interface_are_ignored() =>
        SurfaceRules.Async([typeof(Disposable)]).Should().BeEmpty();

    [Fact]
    public void Async_void_is_seen() =>
        SurfaceRules.AsyncVoid([typeof(BadAsync)]).Should().ContainSingle().Which.Should().Be("BadAsync.Fire is async void.");

    [Fact]
    public void Missing_and_empty_summaries_are_seen()
    {
        XmlDocs docs = new(XDocument.Parse($"""
            <doc><members>
              <member name="{XmlDocs.Id(typeof(Documented))}"><summary>Said.</summary></member>
              <member name="{XmlDocs.Id(typeof(Documented).GetProperty(nameof(Documented.Empty))!)}"><summary> </summary></member>
              <member name="{XmlDocs.Id(typeof(Documented).GetMethod(nameof(Documented.Get))!)}"><inheritdoc/></member>
            </members></doc>
            """));

        SurfaceRules.Documentation([typeof(Documented)], docs).Should().BeEquivalentTo(
            $"P:{typeof(Documented).FullName!.Replace('+', '.')}.Empty has no summary.",
            $"F:{typeof(Documented).FullName!.Replace('+', '.')}.Field has no summary.");
    }

    [Fact]
    public void Documentation_ids_are_those_of_the_compiler()
    {
        MethodInfo method = typeof(Documented).GetMethod(nameof(Documented.Get))!;

        XmlDocs.Id(method).Should().Be(
            "M:LiteLlm.AgentSdk.Tests.Surface.SurfaceRuleTests.Documented.Get``1(System.Collections.Generic.IReadOnlyList{System.Nullable"
                + "{System.Int32}},``0@,System.String[])");
    }

    [Fact]
    public void Other_collections_are_seen() =>
        SurfaceRules.Collections([typeof(BadCollections)]).Should().BeEquivalentTo(
            "BadCollections.Names shows List<string>; collections are IReadOnlyList or IReadOnlyDictionary.",
            "BadCollections.Tags shows string[]; collections are IReadOnlyList or IReadOnlyDictionary.",
            "BadCollections.GetAsync shows Dictionary<string, int>; collections are IReadOnlyList or IReadOnlyDictionary.");

    [Fact]
    public void Enums_and_stray_exceptions_are_seen()
    {
        SurfaceRules.Enums([typeof(SampleKind)]).Should().ContainSingle();
        SurfaceRules.Exceptions([typeof(StrayException)]).Should().ContainSingle();
    }

    [Fact]
    public void Two_types_in_a_file_and_a_wrong_name_are_seen() =>
        SurfaceRules.Files(
        [
            ("src/Two.cs", "namespace N;\n\npublic sealed class Two { }\n\npublic readonly record struct Three(int X);\n"),
            ("src/Wrong.cs", "public static partial class Right { public class Nested { } }\n"),
            ("src/Agent.Create.cs", "public partial class Agent\n{\n    public class Nested { }\n}\n\ninternal class Helper;\n"),
            ("src/Handler.cs", "public delegate Task<int?> Handler(string text);\n"),
        ]).Should().BeEquivalentTo("src/Two.cs has 2 public types: Two, Three.", "src/Wrong.cs is not named after Right.");

    [Fact]
    public void Names_that_are_not_snake_case_are_seen() =>
        JsonRules.SnakeCase(FixtureContext.Default).Should().ContainSingle().Which.Should().Be("Known: \"agentID\" is not snake_case.");

    [Fact]
    public void Types_outside_the_context_are_seen() =>
        JsonRules.Registered([typeof(Known), typeof(Unknown)], [FixtureContext.Default]).Should().ContainSingle().Which
            .Should().Contain(nameof(Unknown));

    [Fact]
    public void The_contexts_of_an_assembly_are_found() =>
        JsonRules.Contexts(typeof(FixtureContext).Assembly).Should().Contain(FixtureContext.Default);

    [Fact]
    public void Printed_secrets_are_seen() =>
        SecretRules.Printing([typeof(SecretRecord), typeof(SecretTalker), typeof(RawTalker), typeof(DebuggerTalker), typeof(MapTalker),
            typeof(Discreet), typeof(SampleRecord)])
            .Select(problem => problem.Split('+', ' ', '.').First(word => word.Contains("Secret", StringComparison.Ordinal)
                || word.Contains("Talker", StringComparison.Ordinal) || word == nameof(Discreet)))
            .Should().Equal(nameof(SecretRecord), nameof(SecretTalker), nameof(RawTalker), nameof(DebuggerTalker), nameof(MapTalker));

    public class BadAsync
    {
        public Task Load(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task LoadAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public int NowAsync() => 1;

        public Task LateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask ForeverAsync() => ValueTask.CompletedTask;

        public IAsyncEnumerable<int> ListAsync() => AsyncEnumerable.Empty<int>();

        public IAsyncEnumerable<int> Pages() => AsyncEnumerable.Empty<int>();

        public IAsyncEnumerable<int> AsPages() => AsyncEnumerable.Empty<int>();

        public IAsyncEnumerable<int> AsPagesOf(int size) => AsyncEnumerable.Range(0, size);

#pragma warning disable MA0155, VSTHRD100
        private async void Fire() => await Task.Yield();
#pragma warning restore MA0155, VSTHRD100
    }

    public sealed class Disposable : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    public class Documented
    {
        public const int Field = 1;

        public string Empty { get; set; } = "";

        public T Get<T>(IReadOnlyList<int?> numbers, ref T value, string[] names) => value;
    }

    public class BadCollections
    {
        public List<string> Names { get; } = [];

        public IReadOnlyList<string>? Fine { get; }

        public Dictionary<string, JsonElement>? ExtensionData { get; }

        public byte[]? Bytes { get; }

        public string[]? Tags { get; }

        public Task<Dictionary<string, int>> GetAsync(IEnumerable<string> names) =>
            Task.FromResult(names.ToDictionary(name => name, name => name.Length));
    }

    public class StrayException : Exception;

    public class Known
    {
        public string AgentId { get; set; } = "";

        [JsonPropertyName("agentID")]
        public string Other { get; set; } = "";
    }

    public class Unknown
    {
        [JsonPropertyName("id")]
        public string Id { get; set; } = "";
    }

    public sealed record SecretRecord(string TtyToken);

    public sealed class SecretTalker
    {
        public string? ApiKey { get; init; }

        public override string ToString() => $"key {ApiKey}";
    }

    public sealed class RawTalker
    {
        public string TtyToken { get; } = "";

        public JsonElement Raw { get; }

        public override string ToString() => Raw.ToString();
    }

    [DebuggerDisplay("{ApiKey}")]
    public sealed class DebuggerTalker
    {
        public string? ApiKey { get; set; }
    }

    public sealed class MapTalker
    {
        public IReadOnlyDictionary<string, string>? EnvVars { get; init; }

        public override string ToString() => string.Join(", ", EnvVars!.Values);
    }

    public sealed class Discreet
    {
        public string? Id { get; init; }

        public string? ApiKey { get; init; }

        public IReadOnlyDictionary<string, string>? EnvVars { get; init; }

        public JsonElement Raw { get; init; }

        public override string ToString() => $"{Id} {string.Join(", ", EnvVars!.Keys)}";
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Known))]
    internal sealed partial class FixtureContext : JsonSerializerContext;
}
