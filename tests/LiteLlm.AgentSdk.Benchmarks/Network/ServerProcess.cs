using System.Diagnostics;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>A second process of this program that runs a <see cref="BenchmarkServer"/>.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string Switch = "--server";
    public const string ApiKey = "sk-benchmark";

    private readonly Process _process;

    private ServerProcess(Process process, Uri baseUrl)
    {
        _process = process;
        BaseUrl = baseUrl;
    }

    public Uri BaseUrl { get; }

    public static ServerProcess Start()
    {
        string program = Environment.ProcessPath!;
        ProcessStartInfo start = new(program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, typeof(ServerProcess).Assembly.GetName().Name + ".dll"));
        }

        start.ArgumentList.Add(Switch);
        Process process = Process.Start(start)!;
        return new ServerProcess(process,
            new Uri(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.")));
    }

    public AgentPlatformClient CreateClient() => new(new AgentPlatformOptions { BaseUrl = BaseUrl, ApiKey = ApiKey });

    /// <summary>Creates a client as a program without the SDK would.</summary>
    public HttpClient CreateBareClient()
    {
        HttpClient http = new() { BaseAddress = BaseUrl };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ApiKey);
        return http;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
