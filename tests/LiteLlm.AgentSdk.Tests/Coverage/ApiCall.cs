namespace LiteLlm.AgentSdk.Tests.Coverage;

/// <summary>A call of the platform, the members of the SDK that make it, and the tests beyond the recordings that cover it.</summary>
/// <param name="Area">The area of the call.</param>
/// <param name="Call">Method and path, with <c>{names}</c> for ids, and the query if the SDK sends one.</param>
/// <param name="Members">The SDK's members that make it, as <c>Type.Member</c>.</param>
/// <param name="Tests">Tests other than recordings that make the call, as <c>Class.Method</c>.</param>
/// <param name="Reason">Why the SDK leaves the call out; empty if the SDK makes it.</param>
internal sealed record ApiCall(string Area, string Call, string[] Members, string[] Tests, string Reason = "")
{
    public string Method => Call.Split(' ')[0];

    public string Path => Call.Split(' ')[1].Split('?')[0];

    /// <summary>Returns whether a requested path is the path of this call.</summary>
    public bool Is(string method, string path)
    {
        string[] template = Path.Split('/');
        string[] asked = path.Split('?')[0].Split('/');
        bool open = template[^1] == "...";
        return method == Method || Method == "*"
            ? (open ? asked.Length >= template.Length : asked.Length == template.Length)
                && template.Zip(asked).All(pair =>
                    pair.First == pair.Second || pair.First == "..." || (pair.First.StartsWith('{') && pair.Second.Length > 0))
            : false;
    }
}
