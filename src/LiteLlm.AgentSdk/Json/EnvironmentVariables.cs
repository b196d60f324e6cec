using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Environment variables, in the order in which they were added. The values are secrets: <see cref="ToString"/> and debuggers show only the
/// names. The platform accepts at most 50 variables, with names that match <c>^[A-Za-z_][A-Za-z0-9_]*$</c>, and returns them decrypted.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[DebuggerTypeProxy(typeof(NamesOnly))]
[JsonConverter(typeof(EnvironmentVariablesConverter))]
[SuppressMessage("Naming", "CA1710", Justification = "The name says what the type is; that it is a dictionary is a detail.")]
public sealed class EnvironmentVariables : IDictionary<string, string>, IReadOnlyDictionary<string, string>
{
    private readonly List<KeyValuePair<string, string>> _entries = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="EnvironmentVariables"/> class.</summary>
    public EnvironmentVariables()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="EnvironmentVariables"/> class.</summary>
    /// <param name="variables">Names and values.</param>
    public EnvironmentVariables(IEnumerable<KeyValuePair<string, string>> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        foreach ((string name, string value) in variables)
        {
            this[name] = value;
        }
    }

    /// <summary>Gets the number of variables.</summary>
    public int Count => _entries.Count;

    /// <summary>Gets the names, in order.</summary>
    public IReadOnlyList<string> Keys => _entries.ConvertAll(static entry => entry.Key);

    /// <summary>Gets the values, in order.</summary>
    public IReadOnlyList<string> Values => _entries.ConvertAll(static entry => entry.Value);

    ICollection<string> IDictionary<string, string>.Keys => _entries.ConvertAll(static entry => entry.Key).AsReadOnly();

    ICollection<string> IDictionary<string, string>.Values => _entries.ConvertAll(static entry => entry.Value).AsReadOnly();

    IEnumerable<string> IReadOnlyDictionary<string, string>.Keys => Keys;

    IEnumerable<string> IReadOnlyDictionary<string, string>.Values => Values;

    bool ICollection<KeyValuePair<string, string>>.IsReadOnly => false;

    /// <summary>Gets or sets a variable's value. Setting an existing variable keeps its position.</summary>
    /// <param name="key">The name, compared ordinally.</param>
    /// <exception cref="KeyNotFoundException">The variable does not exist.</exception>
    public string this[string key]
    {
        get => TryGetValue(key, out string? value)
            ? value
            : throw new KeyNotFoundException($"The environment variable '{key}' does not exist.");
        set
        {
            ArgumentNullException.ThrowIfNull(key);
            ArgumentNullException.ThrowIfNull(value);
            if (_positions.TryGetValue(key, out int position))
            {
                _entries[position] = new(key, value);
            }
            else
            {
                _positions.Add(key, _entries.Count);
                _entries.Add(new(key, value));
            }
        }
    }

    /// <summary>Adds a variable.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">A variable with this name exists.</exception>
    public void Add(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_positions.ContainsKey(key))
        {
            throw new ArgumentException($"The environment variable '{key}' already exists.", nameof(key));
        }

        this[key] = value;
    }

    /// <summary>Determines whether a variable exists.</summary>
    /// <param name="key">The name, compared ordinally.</param>
    public bool ContainsKey(string key) => _positions.ContainsKey(key);

    /// <summary>Gets a variable's value if the variable exists.</summary>
    /// <param name="key">The name, compared ordinally.</param>
    /// <param name="value">The value.</param>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        if (_positions.TryGetValue(key, out int position))
        {
            value = _entries[position].Value;
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Removes a variable; the others keep their order.</summary>
    /// <param name="key">The name, compared ordinally.</param>
    /// <returns><see langword="true"/> if the variable existed; otherwise, <see langword="false"/>.</returns>
    public bool Remove(string key)
    {
        if (!_positions.Remove(key, out int position))
        {
            return false;
        }

        _entries.RemoveAt(position);
        for (int i = position; i < _entries.Count; i++)
        {
            _positions[_entries[i].Key] = i;
        }

        return true;
    }

    /// <summary>Removes all variables.</summary>
    public void Clear()
    {
        _entries.Clear();
        _positions.Clear();
    }

    /// <summary>Returns an enumerator of the variables, in order.</summary>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<string, string>>.Add(KeyValuePair<string, string> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, string>>.Contains(KeyValuePair<string, string> item) => _entries.Contains(item);

    void ICollection<KeyValuePair<string, string>>.CopyTo(KeyValuePair<string, string>[] array, int arrayIndex) =>
        _entries.CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, string>>.Remove(KeyValuePair<string, string> item) => _entries.Contains(item) && Remove(item.Key);

    /// <summary>Determines whether the other object has the same names with the same values, in any order.</summary>
    /// <param name="obj">The other object.</param>
    /// <returns><see langword="true"/> if the variables are equal; otherwise, <see langword="false"/>.</returns>
    public override bool Equals(object? obj) =>
        obj is EnvironmentVariables other && Count == other.Count
        && _entries.TrueForAll(entry => other.TryGetValue(entry.Key, out string? value) && value == entry.Value);

    /// <summary>Returns a hash code that does not depend on the values.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => Count;

    /// <summary>Returns the names, without the values.</summary>
    public override string ToString() =>
        _entries.Count == 0 ? "EnvironmentVariables { }" : $"EnvironmentVariables {{ {string.Join(", ", Keys)} }}";

    private sealed class NamesOnly(EnvironmentVariables variables)
    {
        [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
        public IReadOnlyList<string> Names => variables.Keys;
    }
}
