using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LiteLlm.AgentSdk.Benchmarks;

if (args is [ServerProcess.Switch, ..])
{
    await BenchmarkServer.RunAsync();
    return;
}

if (args is ["--report", ..])
{
    await Report.RunAsync(args[1..]);
    return;
}

// Runs in this process, since the repository's rules would apply to a project that BenchmarkDotNet generates below this one.
BenchmarkSwitcher.FromAssembly(typeof(Report).Assembly).Run(
    args,
    DefaultConfig.Instance
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
        .WithArtifactsPath(Path.Combine(Repository.Artifacts, "BenchmarkDotNet")));
