namespace LiteLlm.AgentSdk;

/// <summary>Reads files to send, up to a size limit.</summary>
internal static class FileContent
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>
    /// Reads a stream from its current position to the end. Returns <see langword="null"/> if there are more bytes than allowed, without
    /// reading all of them.
    /// </summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, long maxSize, CancellationToken cancellationToken)
    {
        if (stream.CanSeek && stream.Length - stream.Position > maxSize)
        {
            return null;
        }

        using MemoryStream content = new();
        byte[] buffer = new byte[FirstBuffer];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            if (content.Length + read > maxSize)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    /// <summary>Reads a whole file. Its size is checked before it is read.</summary>
    /// <exception cref="AgentPlatformValidationException">The file is larger than allowed.</exception>
    public static async Task<byte[]> ReadFileAsync(string path, long maxSize, string field, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream file =
            new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            return await ReadAsync(file, maxSize, cancellationToken).ConfigureAwait(false)
                ?? throw TooBig(path, file.Length, maxSize, field);
        }
    }

    private static AgentPlatformValidationException TooBig(string path, long size, long maxSize, string field) =>
        new($"The file '{path}' can't be used: it has {size} bytes; at most {maxSize} are allowed.")
        {
            ValidationErrors = [new(field, $"it has {size} bytes; at most {maxSize} are allowed")],
        };
}
