using System.Text.Json;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>
/// The config file, <c>~/.lap/config.json</c>. Two other programs use the same file, one with <c>baseUrl</c> and <c>apiKey</c>, one with
/// <c>base</c> and <c>key</c>. The default profile is written in both formats at the top level, and all profiles under <c>profiles</c>.
/// Other members are kept.
/// </summary>
internal sealed class ConfigFile
{
    private static readonly string[] OwnMembers = ["baseUrl", "apiKey", "base", "key", "profiles"];

    private readonly List<KeyValuePair<string, JsonElement>> _others = [];

    private ConfigFile(string path) => Path = path;

    public static string Folder =>
        System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile,
        Environment.SpecialFolderOption.DoNotVerify), ".lap");

    public static string DefaultPath => System.IO.Path.Combine(Folder, "config.json");

    public string Path { get; }

    public bool Exists { get; private init; }

    /// <summary>Gets a value indicating whether the file is invalid.</summary>
    public bool IsBroken { get; private init; }

    /// <summary>Gets the profiles by their names.</summary>
    public Dictionary<string, Profile> Profiles { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the names of the profiles in alphabetical order.</summary>
    public IReadOnlyList<string> ProfileNames => [.. Profiles.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Gets a value indicating whether the file has members of other programs.</summary>
    public bool HasOthers => _others.Count > 0;

    /// <summary>Reads the file. A missing file counts as empty.</summary>
    /// <exception cref="CliException">The file exists, but is invalid.</exception>
    public static ConfigFile Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ConfigFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The config file {path} can't be read: {e.Message}", ExitCodes.Failed, e);
        }

        try
        {
            using JsonDocument document =
                JsonDocument.Parse(content.AsMemory(GetBomLength(content)),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException("It is not an object.");
            }

            ConfigFile file = new(path) { Exists = true };
            file.Load(document.RootElement);
            return file;
        }
        catch (JsonException e)
        {
            throw new CliException($"The config file {path} is not JSON: repair it, or run 'lap login', which keeps it under another name.",
                ExitCodes.Failed, e);
        }
    }

    /// <summary>Reads the file. An invalid file is replaced by an empty one.</summary>
    /// <exception cref="CliException">The file can't be read.</exception>
    public static ConfigFile ReadOrReplace(string path)
    {
        try
        {
            return Read(path);
        }
        catch (CliException e) when (e.InnerException is JsonException)
        {
            return new ConfigFile(path) { Exists = true, IsBroken = true };
        }
    }

    /// <summary>Returns the content to write.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            if (Profiles.TryGetValue(Profile.DefaultName, out Profile? main))
            {
                WriteText(json, "baseUrl", main.BaseUrl);
                WriteText(json, "apiKey", main.ApiKey);
                WriteText(json, "base", main.BaseUrl);
                WriteText(json, "key", main.ApiKey);
            }

            json.WriteStartObject("profiles");
            foreach (string name in ProfileNames)
            {
                Profile profile = Profiles[name];
                json.WriteStartObject(name);
                WriteText(json, "baseUrl", profile.BaseUrl);
                WriteText(json, "apiKey", profile.ApiKey);
                if (profile.AllowHttp)
                {
                    json.WriteBoolean("allowHttp", true);
                }

                WriteText(json, "agent", profile.Agent);

                json.WriteEndObject();
            }

            json.WriteEndObject();
            foreach ((string name, JsonElement value) in _others)
            {
                json.WritePropertyName(name);
#pragma warning disable RS0030 // The file may hold comments, which must not be copied with the bytes; it is the user's own.
                value.WriteTo(json);
#pragma warning restore RS0030
            }

            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static int GetBomLength(byte[] content) => content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        ForeignJson.TryGet(element, name, out JsonElement value) && ForeignJson.GetString(value) is { } text && text.Trim().Length > 0
            ? text.Trim()
            : null;

    private void Load(JsonElement root)
    {
        if (ForeignJson.TryGet(root, "profiles", out JsonElement profiles) && profiles.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty profile in profiles.EnumerateObject())
            {
                Profiles[ForeignJson.GetName(profile)] = new Profile
                {
                    BaseUrl = Text(profile.Value, "baseUrl"),
                    ApiKey = Text(profile.Value, "apiKey"),
                    AllowHttp = ForeignJson.TryGet(profile.Value, "allowHttp", out JsonElement allow)
                        && allow.ValueKind == JsonValueKind.True,
                    Agent = Text(profile.Value, "agent"),
                };
            }
        }

        LoadDefaultProfile(root);
        foreach (JsonProperty member in root.EnumerateObject())
        {
            string name = ForeignJson.GetName(member);
            if (!OwnMembers.Contains(name, StringComparer.Ordinal))
            {
                _others.Add(new(name, member.Value.Clone()));
            }
        }
    }

    /// <summary>
    /// Reads the default profile from the top level, which this program writes in both formats with the same values. If they differ,
    /// another program has changed one of them: the values that differ from the copy under <c>profiles</c> are newer.
    /// </summary>
    private void LoadDefaultProfile(JsonElement root)
    {
        Profiles.TryGetValue(Profile.DefaultName, out Profile? known);
        string? url = SelectNewer(Text(root, "baseUrl"), Text(root, "base"), known?.BaseUrl);
        string? key = SelectNewer(Text(root, "apiKey"), Text(root, "key"), known?.ApiKey);
        if (url is not null || key is not null)
        {
            Profiles[Profile.DefaultName] =
                new Profile
                {
                    BaseUrl = url,
                    ApiKey = key,
                    AllowHttp = known is { AllowHttp: true } && known.BaseUrl == url,
                    Agent = known?.BaseUrl == url ? known?.Agent : null,
                };
        }
        else
        {
            // Another program has logged out.
            Profiles.Remove(Profile.DefaultName);
        }
    }

    private static string? SelectNewer(string? one, string? other, string? known) =>
        one is not null && one != known ? one
        : other is not null && other != known ? other
        : one ?? other;
}
