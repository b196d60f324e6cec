using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>Functions of Windows.</summary>
[SupportedOSPlatform("windows")]
internal static partial class Kernel32
{
    private const string Library = "kernel32.dll";

    public const int StandardInput = -10;
    public const int StandardOutput = -11;

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint GetStdHandle(int which);

    [LibraryImport(Library, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetConsoleMode(nint handle, out uint mode);

    [LibraryImport(Library, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetConsoleMode(nint handle, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial uint GetConsoleOutputCP();

    [LibraryImport(Library, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetConsoleOutputCP(uint codePage);

    [LibraryImport(Library, EntryPoint = "ReadConsoleW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ReadConsole(nint handle, ref ushort buffer, uint count, out uint read, nint control);

    [LibraryImport(Library, EntryPoint = "WriteConsoleW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool WriteConsole(nint handle, string text, uint count, out uint written, nint reserved);

    [LibraryImport(Library, SetLastError = true)]
    public static partial uint WaitForMultipleObjects(uint count, ref nint handles, [MarshalAs(UnmanagedType.Bool)] bool all,
        uint milliseconds);
}
