using Microsoft.Extensions.Hosting;

namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>
/// A host lifetime that does not handle Ctrl-C and SIGTERM. The default lifetime handles them, and the program that contains this server
/// would no longer end on them.
/// </summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
