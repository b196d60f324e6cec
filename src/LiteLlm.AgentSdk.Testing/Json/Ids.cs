using System.Globalization;
using System.Security.Cryptography;

namespace LiteLlm.AgentSdk.Testing.Json;

/// <summary>Creates ids in the formats of the platform and its harnesses.</summary>
internal sealed class Ids(TimeProvider time)
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private readonly Gate _gate = new();
    private long _lastMillisecond;
    private long _counter;

    public static string Uuid() => Guid.NewGuid().ToString("D");

    public static string Hex(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);

    /// <summary>
    /// Creates an id of opencode: 12 hex digits that increase with time (for sessions: decrease), and 14 random characters.
    /// </summary>
    public string CreateTimed(string prefix, bool descending = false)
    {
        long stamp;
        lock (_gate)
        {
            long now = time.GetUtcNow().ToUnixTimeMilliseconds();
            _counter = now == _lastMillisecond ? _counter + 1 : 1;
            _lastMillisecond = now;
            stamp = (now * 0x1000) + _counter;
        }

        stamp = (descending ? ~stamp : stamp) & 0xFFFF_FFFF_FFFF;
        return prefix + stamp.ToString("x12", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetString(Base62, 14);
    }
}
