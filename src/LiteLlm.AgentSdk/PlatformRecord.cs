using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>What every record of the platform's resources has: its JSON as it came, and what came with it.</summary>
public abstract record PlatformRecord
{
    private protected PlatformRecord()
    {
    }

    /// <summary>
    /// Gets the platform's JSON as it came, fields that this version of the SDK does not know included. It takes no part in equality.
    /// </summary>
    /// <value><see cref="JsonValueKind.Undefined"/> of a record that was not read from an answer.</value>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)] // a project's holds its environment
    public JsonElement Raw { get; private set; }

    /// <summary>Gets what came with the answer that the record is from. It takes no part in equality.</summary>
    /// <value><see langword="null"/> of a record that was not read from an answer.</value>
    [JsonIgnore]
    public ResponseInfo? Response { get; private set; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>
    /// Determines whether the other record has the same content: typed members, lists item by item, and additional properties.
    /// </summary>
    /// <param name="other">The other record.</param>
    /// <returns><see langword="true"/> if the contents are equal; otherwise, <see langword="false"/>.</returns>
    public virtual bool Equals(PlatformRecord? other) =>
        other is not null && EqualityContract == other.EqualityContract
            && AdditionalMembers.AreEqual(AdditionalProperties, other.AdditionalProperties);

    /// <summary>A hash of the typed members.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Prints the typed members of a derived record and nothing of its JSON.</summary>
    /// <param name="builder">Where to.</param>
    /// <returns><see langword="false"/>: nothing has been printed.</returns>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    /// <summary>
    /// Gets the name of the member that makes the record what it is, when the answer does not have it: then it is something else, such as a
    /// gateway's error.
    /// </summary>
    internal abstract string? MissingMember { get; }

    internal void Came(JsonElement raw, ResponseInfo response)
    {
        Raw = raw;
        Response = response;
    }
}
