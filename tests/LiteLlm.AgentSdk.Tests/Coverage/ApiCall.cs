namespace LiteLlm.AgentSdk.Tests.Coverage;

/// <summary>A call of the platform: how it is made with the SDK, and the tests beyond the recordings that make it.</summary>
/// <param name="Area">What the call is about.</param>
/// <param name="Call">Method and path, with <c>{names}</c> for ids; a query where the SDK sends one.</param>
/// <param name="Members">The SDK's members that make it, as <c>Type.Member</c>.</param>
/// <param name="Tests">Tests that make it and are not recordings, as <c>Class.Method</c>.</param>
/// <param name="Reason">Why the SDK leaves it out; empty when it does not.</param>
internal sealed record ApiCall(string Area, string Call, string[] Members, string[] Tests, string Reason = "")
{
    public string Method => Call.Split(' ')[0];

    public string Path => Call.Split(' ')[1].Split('?')[0];

    /// <summary>Whether a path that was asked for is this one.</summary>
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
