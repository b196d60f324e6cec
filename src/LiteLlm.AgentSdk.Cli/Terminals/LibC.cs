using System.Reflection;
using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// Functions of Linux and macOS. It declares no variadic functions, and no structures that differ between them: <c>struct termios</c>,
/// which has 60 bytes on Linux (glibc and musl, x64 and arm64) and 72 on macOS, is only saved and restored.
/// </summary>
internal static partial class LibC
{
    private const string Library = "libc";

    /// <summary>More bytes than the largest <c>struct termios</c>.</summary>
    public const int TermiosSize = 128;

    static LibC() => NativeLibrary.SetDllImportResolver(typeof(LibC).Assembly, Resolve);

    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int descriptor, ref byte termios);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int descriptor, int actions, ref byte termios);

    [LibraryImport(Library, EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(ref byte termios);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, ref byte buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ref byte buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "pipe", SetLastError = true)]
    public static partial int Pipe(ref int descriptors);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "tcgetpgrp", SetLastError = true)]
    public static partial int GetForegroundGroup(int descriptor);

    [LibraryImport(Library, EntryPoint = "getpgrp")]
    public static partial int GetGroup();

    /// <summary>Stops this process as Ctrl-Z in a terminal does. Returns when the process is continued.</summary>
    public static void Stop() => _ = Raise(OperatingSystem.IsMacOS() ? 18 : 20);

    public static bool TryGetWindowSize(int descriptor, out WindowSizeValue size)
    {
        size = default;
        const nuint linux = 0x5413;
        const nuint mac = 0x40087468;

        // ioctl is variadic. Apple's arm64 takes variadic arguments from the stack, where the ninth one lands; everywhere else they are
        // passed as any other.
        return OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? ControlOnStack(descriptor, mac, 0, 0, 0, 0, 0, 0, ref size) == 0
            : Control(descriptor, OperatingSystem.IsMacOS() ? mac : linux, ref size) == 0;
    }

    /// <summary>Runs a command line of the shell and waits for its end. (The framework's own class for processes is large in the native
    /// build.)</summary>
    [LibraryImport(Library, EntryPoint = "system", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RunInShell(string command);

    // The signal goes to the calling thread, so that the process stops before this returns.
    [LibraryImport(Library, EntryPoint = "raise", SetLastError = true)]
    private static partial int Raise(int signal);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, ref WindowSizeValue size);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int ControlOnStack(int descriptor, nuint request, nint a, nint b, nint c, nint d, nint e, nint f,
        ref WindowSizeValue size);

    // The C library is in every process already, whatever its file is called here. (On Debian "libc.so" is a text for the linker.)
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Library ? NativeLibrary.GetMainProgramHandle() : 0;

    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct WindowSizeValue
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
