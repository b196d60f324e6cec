using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The base class of records of the platform's resources. It keeps the record's JSON and the HTTP details of the response.
/// </summary>
public abstract record PlatformRecord
{
    private protected PlatformRecord()
    {
    }

    /// <summary>
    /// Gets the platform's unchanged JSON, including fields that this version of the SDK does not know. It is ignored in comparisons.
    /// </summary>
    /// <value><see cref="JsonValueKind.Undefined"/> if the record does not come from a response.</value>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)] // the JSON of a project contains environment variables
    public JsonElement Raw { get; private set; }

    /// <summary>Gets the HTTP details of the response that the record comes from. They are ignored in comparisons.</summary>
    /// <value><see langword="null"/> if the record does not come from a response.</value>
    [JsonIgnore]
    public ResponseInfo? Response { get; private set; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are kept unchanged.</summary>
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

    /// <summary>Returns a hash code of the typed members.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Prints the typed members of a derived record, without its JSON.</summary>
    /// <param name="builder">The builder to print to.</param>
    /// <returns><see langword="false"/>, because this class prints nothing.</returns>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    /// <summary>
    /// Gets the name of a required member that the JSON does not have; null if it has all of them. JSON without a required member is
    /// something else, such as a gateway's error.
    /// </summary>
    internal abstract string? MissingMember { get; }

    internal void Came(JsonElement raw, ResponseInfo response)
    {
        Raw = raw;
        Response = response;
    }
}
