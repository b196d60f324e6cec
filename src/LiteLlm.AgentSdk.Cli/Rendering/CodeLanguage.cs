namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>The comments, strings and keywords of a language.</summary>
internal sealed class CodeLanguage
{
    private const string C = "if else for while do switch case default break continue return goto sizeof struct union enum "
        + "typedef static const extern "
        + "void int char long short unsigned signed float double volatile inline bool true false NULL";

    private const string Script = "if else for while do switch case default break continue return function const let var class "
        + "extends new this super "
        + "import export from async await try catch finally throw typeof instanceof in of null undefined true false yield "
        + "delete static get set "
        + "interface type enum implements readonly public private protected as any string number boolean void never unknown "
        + "namespace declare";

    private static readonly Dictionary<string, CodeLanguage> s_languages = CreateAll();

    private CodeLanguage(string keywords, string[] lineComments, string blockStart = "", string blockEnd = "", string quotes = "\"'")
    {
        Keywords = new(keywords.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        LineComments = lineComments;
        BlockStart = blockStart;
        BlockEnd = blockEnd;
        Quotes = quotes;
    }

    public HashSet<string> Keywords { get; }

    /// <summary>Gets the marks that begin a comment until the end of the line.</summary>
    public string[] LineComments { get; }

    /// <summary>Gets the mark that begins a multi-line comment; empty for none.</summary>
    public string BlockStart { get; }

    public string BlockEnd { get; }

    /// <summary>Gets the characters that begin and end strings.</summary>
    public string Quotes { get; }

    /// <summary>Gets a value indicating whether the whole line has one color: added, removed, or a heading.</summary>
    public bool IsDiff { get; private init; }

    /// <summary>Gets a value indicating whether strings occur in tags only, as in HTML.</summary>
    public bool IsMarkup { get; private init; }

    /// <summary>Gets a value indicating whether three quotes begin a multi-line string.</summary>
    public bool HasTripleQuotes { get; private init; }

    /// <summary>Gets the language of a code fence; null if it is unknown.</summary>
    public static CodeLanguage? Find(string fence)
    {
        string name = fence.TrimStart('`', '~', ' ').Split([' ', '{', ',', ':'], 2)[0].Trim().ToLowerInvariant();
        return s_languages.GetValueOrDefault(name);
    }

    private static Dictionary<string, CodeLanguage> CreateAll()
    {
        Dictionary<string, CodeLanguage> known = new(StringComparer.Ordinal);
        Add(
            "cs csharp c#",
            new(C + " abstract as base byte catch checked class decimal delegate event explicit false finally fixed foreach get "
                + "implicit in init "
                + "interface internal is lock namespace new null object operator out override params private protected public "
                + "readonly record ref "
                + "required sbyte sealed set stackalloc string this throw true try typeof uint ulong unchecked unsafe ushort "
                + "using var virtual when "
                + "where with yield async await not and or nameof partial", ["//"], "/*", "*/")
            { HasTripleQuotes = true });
        Add("js javascript mjs cjs jsx ts typescript tsx", new(Script, ["//"], "/*", "*/", "\"'`"));
        Add(
            "py python python3",
            new("and as assert async await break class continue def del elif else except False finally for from global if "
                + "import in is lambda None "
                + "nonlocal not or pass raise return True try while with yield match case self", ["#"])
            { HasTripleQuotes = true });
        Add(
            "go golang",
            new("break case chan const continue default defer else fallthrough for func go goto if import interface map package "
                + "range return select "
                + "struct switch type var nil true false string int int64 byte bool error any make new len append", ["//"], "/*", "*/",
                    "\"'`"));
        Add(
            "rs rust",
            new("as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move "
                + "mut pub ref return "
                + "self Self static struct super trait true type unsafe use where while String str u8 u16 u32 u64 usize i32 i64 "
                + "bool Option Result "
                + "Some None Ok Err", ["//"], "/*", "*/", "\""));
        Add(
            "java kotlin kt",
            new(C + " abstract assert boolean byte catch class extends final finally implements import instanceof interface "
                + "native new null package "
                + "private protected public super synchronized this throw throws transient try var record sealed fun val when object",
                    ["//"], "/*", "*/"));
        Add(
            "c h cpp c++ cc hpp cxx",
            new(C + " class public private protected virtual override template typename namespace using new delete this try "
                + "catch throw nullptr auto "
                + "constexpr noexcept operator friend explicit std string vector", ["//"], "/*", "*/"));
        Add(
            "sh bash shell zsh console fish",
            new("if then else elif fi for while until do done case esac in function return break continue local export unset "
                + "set source alias echo cd "
                + "exit trap shift true false", ["#"]));
        const string sql = "select from where and or not in is null insert into values update set delete create table alter "
            + "drop index view join left "
            + "right inner outer full on group by order having limit offset as distinct union all case when then else end "
            + "primary key foreign "
            + "references default begin commit rollback with exists between like asc desc";
        Add("sql postgres postgresql mysql sqlite", new(sql + " " + sql.ToUpperInvariant(), ["--"], "/*", "*/"));
        Add("json jsonc json5", new("true false null", ["//"], "", "", "\""));
        Add("yaml yml toml", new("true false null yes no on off", ["#"]));
        Add("html xml svg xhtml csproj", new("", [], "<!--", "-->") { IsMarkup = true });
        Add("diff patch", new("", []) { IsDiff = true });
        return known;

        void Add(string names, CodeLanguage language)
        {
            foreach (string name in names.Split(' '))
            {
                known[name] = language;
            }
        }
    }
}
