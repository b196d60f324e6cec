using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>The folders of the SDK as layers: no folder refers to a type of a folder above it, and only two see HTTP data.</summary>
public sealed partial class FloorTests
{
    private static readonly string[] s_resources =
    [
        "Agents", "Artifacts", "Automations", "Integrations", "Issues", "Memories", "Projects", "Server", "Sessions", "Skills", "Templates",
    ];

    // For each folder, from the lowest layer up, the folders that it does not refer to.
    private static readonly (string Folder, string[] Above)[] s_floors =
    [
        ("Json", [.. s_resources, "Claude", "Events", "Messages", "Http", "Streaming", "Terminals", "Turns", "DependencyInjection"]),
        ("Errors", ["Streaming", "Turns", "DependencyInjection"]),
        ("Validation", ["Http", "Streaming", "Terminals", "Turns", "DependencyInjection"]),
        ("Claude", [.. s_resources, "Http", "Streaming", "Terminals", "Turns", "DependencyInjection"]),
        ("Events", [.. s_resources, "Http", "Streaming", "Terminals", "Turns", "DependencyInjection"]),
        ("Messages", [.. s_resources, "Http", "Streaming", "Terminals", "Turns", "DependencyInjection"]),
        ("Http", [.. s_resources, "Streaming", "Terminals", "Turns", "DependencyInjection"]),
        ("Streaming", [.. s_resources, "Terminals", "Turns", "DependencyInjection"]),
        ("Terminals", [.. s_resources, "Turns", "DependencyInjection"]),
        ("Turns", [.. s_resources, "Terminals", "DependencyInjection"]),
        .. s_resources.Select(folder => (folder, (string[])["DependencyInjection"])),
    ];

    // Types that lower folders may use, each with the reason.
    private static readonly Dictionary<string, string> s_exceptions = new()
    {
        ["SessionCalls"] = "the calls about a session without its object: turns and streams look at the thread with them",
        ["SessionStatus"] = "a record's value",
        ["SessionSnapshot"] = "a record",
        ["ReplyCalls -> ApiRequest"] = "the call that sends a message and reads the reply",
        ["ReplyCalls -> ApiResponse"] = "as above",
        ["ReplyCalls -> PlatformTransport"] = "as above",
        ["Reply -> ResponseInfo"] = "a reply tells the headers that it came with",
        ["Message -> MessageThread"] = "Message.OwnText takes off what a restart put before the author's words",
        ["Message -> Preamble"] = "as above",
        ["SendMetadata -> SentMessage"] = "the name of the mark, which is written here and recognized there",
        ["PlatformTransport -> TurnGates"] = "the gates of a client live as long as its transport",
        ["PlatformTransport -> TurnMemory"] = "as above",
    };

    // Types of resources with the names of .NET types or of properties.
    private static readonly string[] s_commonWords = ["Issue", "Memory", "Session", "Template"];

    [Fact]
    public void No_folder_refers_to_one_above_it()
    {
        Source[] sources = [.. Sources()];
        ILookup<string, string> folderOf = sources.SelectMany(source => source.Declared.Select(type => (type, source.Folder)))
            .Where(declared => !s_commonWords.Contains(declared.type)).Distinct().ToLookup(d => d.type, d => d.Folder);

        List<string> broken = [];
        HashSet<string> used = [];
        foreach ((string folder, string[] above) in s_floors)
        {
            foreach (Source source in sources.Where(s => s.Folder == folder))
            {
                foreach (string type in source.Named.Where(type => folderOf[type].ToArray() is [var owner] && above.Contains(owner)))
                {
                    string pair = $"{Path.GetFileNameWithoutExtension(source.Name)} -> {type}";
                    string? exception = s_exceptions.ContainsKey(type) ? type : s_exceptions.ContainsKey(pair) ? pair : null;
                    if (exception is null)
                    {
                        broken.Add($"{source.Name} refers to {type} in {folderOf[type].Single()}");
                    }
                    else
                    {
                        used.Add(exception);
                    }
                }
            }
        }

        broken.Should().BeEmpty();
        s_exceptions.Keys.Should().BeEquivalentTo(used, "an exception that is not needed must be removed");
    }

    [Theory]
    [InlineData("IServiceCollection", "DependencyInjection")]
    [InlineData("JsonNamingPolicy", "Json", "Http/ApiPathHandler.cs")]
    [InlineData("HttpResponseMessage", "Http", "Streaming", "Terminals/TerminalErrors.cs",
        "Turns/TurnCall.cs", "Turns/TurnChannel.cs", "Turns/TurnRun.cs")]
    public void Low_level_types_are_used_only_in_their_folders(string type, params string[] allowed) =>
        Sources().Where(source => source.Named.Contains(type)).Select(source => source.Name)
            .Where(name => !allowed.Contains(name) && !allowed.Contains(name.Split('/')[0])).Should().BeEmpty();

    private static IEnumerable<Source> Sources()
    {
        string root = Path.Combine(Repository.Root, "src", "LiteLlm.AgentSdk");
        foreach (string file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(root, file).Replace('\\', '/');
            string folder = name.Contains('/', StringComparison.Ordinal) ? name.Split('/')[0] : "";
            if (folder is not ("bin" or "obj"))
            {
                // The purpose of the serializer's context is to name every record.
                bool isContext = name.StartsWith("Json/LapJson", StringComparison.Ordinal);
                yield return new Source(name, isContext ? "" : folder, File.ReadAllText(file));
            }
        }
    }

    private sealed partial class Source(string name, string folder, string text)
    {
        public string Name => name;

        public string Folder => folder;

        public IEnumerable<string> Declared { get; } = [.. Declaration().Matches(text).Select(m => m.Groups["type"].Value).Distinct()];

        /// <summary>Returns the possible type names outside comments and literals, and not after a dot.</summary>
        public HashSet<string> Named { get; } = [.. Word().Matches(NotCode().Replace(text, "")).Select(m => m.Value)];

        [GeneratedRegex(
            @"^(public|internal|file)[\w ]*\b(class|struct|interface|enum|record( struct| class)?|delegate [\w<>]+)\s+(?<type>[A-Z]\w*)",
            RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
        private static partial Regex Declaration();

        [GeneratedRegex("//[^\\n]*|\"\"\".*?\"\"\"|nameof\\([^)]*\\)|\"(?:\\\\.|[^\"\\\\\\n])*\"", RegexOptions.Singleline)]
        private static partial Regex NotCode();

        [GeneratedRegex(@"(?<![.\w])[A-Z]\w*")]
        private static partial Regex Word();
    }
}
