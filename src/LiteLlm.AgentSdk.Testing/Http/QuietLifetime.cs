using Microsoft.Extensions.Hosting;

namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>
/// A server inside somebody's process that leaves the process's signals to it: the usual lifetime takes Ctrl-C and SIGTERM for itself, and
/// a program around it that ends on them never would.
/// </summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
