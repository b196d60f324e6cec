using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Settings;

/// <summary>Writes the config file atomically, with access for its owner only.</summary>
internal static class ConfigStore
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Others =
        OthersWrite | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [UnsupportedOSPlatformGuard("windows")]
    private static bool HasModes => !OperatingSystem.IsWindows();

    public static void Write(ConfigFile file)
    {
        // A link is kept; its target is replaced.
        FileInfo info = new(file.Path);
        string target = info.LinkTarget is null ? file.Path : info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.Path;
        string folder = Path.GetDirectoryName(target)!;
        string draft = $"{target}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}.tmp";
        try
        {
            MakeFolder(folder);
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (HasModes)
            {
                options.UnixCreateMode = OwnerFile;
            }

            using (FileStream stream = new(draft, options))
            {
                stream.Write(file.ToBytes());
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }

            throw new CliException($"The config file {target} can't be written: {e.Message}", ExitCodes.Failed, e);
        }
    }

    /// <summary>Renames the existing file, to keep it.</summary>
    /// <returns>The new name.</returns>
    public static string BackUp(ConfigFile file)
    {
        string kept = file.Path + ".broken";
        for (int i = 2; File.Exists(kept); i++)
        {
            kept = string.Create(CultureInfo.InvariantCulture, $"{file.Path}.broken-{i}");
        }

        try
        {
            File.Move(file.Path, kept);
            return kept;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The config file {file.Path} can't be renamed: {e.Message}", ExitCodes.Failed, e);
        }
    }

    public static void Delete(ConfigFile file)
    {
        try
        {
            File.Delete(file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The config file {file.Path} can't be removed: {e.Message}", ExitCodes.Failed, e);
        }
    }

    /// <summary>Warns if other users can read the key or replace the file.</summary>
    public static void WarnIfLoose(ConfigFile file, Printer printer)
    {
        if (!HasModes || !file.Exists)
        {
            return;
        }

        UnixFileMode mode = File.GetUnixFileMode(file.Path);
        if ((mode & Others) != 0)
        {
            printer.Warn($"other users can access {file.Path}, which holds a key: run 'chmod 600 {file.Path}'.");
        }

        string folder = Path.GetDirectoryName(file.Path)!;
        if ((File.GetUnixFileMode(folder) & OthersWrite) != 0)
        {
            printer.Warn($"other users can write to {folder}, which holds your key: run 'chmod 700 {folder}'.");
        }
    }

    private static void MakeFolder(string folder)
    {
        if (HasModes)
        {
            Directory.CreateDirectory(folder, OwnerFolder);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }
    }
}
