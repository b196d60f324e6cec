/// <summary>
/// Makes the program crash on a test's request. .NET runs this before the code of a process that is started with
/// <c>DOTNET_STARTUP_HOOKS</c>. .NET requires this name and the absence of a namespace.
/// </summary>
#pragma warning disable CA1050, MA0047
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public const string PipeVariable = "LAP_TEST_CRASH_PIPE";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(PipeVariable) is { Length: > 0 } pipe)
        {
            new Thread(() => WaitAndCrash(pipe)) { IsBackground = true }.Start();
        }
    }

    private static void WaitAndCrash(string pipe)
    {
        // Opening a pipe waits for a writer.
        using FileStream signal = new(pipe, FileMode.Open, FileAccess.Read);
        signal.ReadByte();
        throw new InvalidOperationException("A test crashes this program on purpose.");
    }
}
