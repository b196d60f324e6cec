using Microsoft.Extensions.Configuration;

// The application as Aspire runs it: a web app, and the platform that runs its agents.
IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);

IResourceBuilder<ProjectResource> web = builder.AddProject<Projects.Web>("web")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health");

if (builder.Configuration.GetConnectionString("lap") is { Length: > 0 })
{
    // A platform elsewhere: ConnectionStrings:lap of this app host, "Endpoint=https://lap.acme.dev;Key=sk-...".
    web.WithReference(builder.AddConnectionString("lap"));
}
else
{
    // A local platform, whose agents repeat each message.
    IResourceBuilder<ParameterResource> key =
        builder.AddParameter("lap-key", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
    IResourceBuilder<ProjectResource> platform = builder.AddProject<Projects.LocalPlatform>("platform").WithHttpEndpoint();
    EndpointReference endpoint = platform.GetEndpoint("http");
    platform.WithArgs("--port", endpoint.Property(EndpointProperty.TargetPort), "--api-key", key);

    IResourceBuilder<ConnectionStringResource> lap =
        builder.AddConnectionString("lap", ReferenceExpression.Create($"Endpoint={endpoint};Key={key}"));
    web.WithReference(lap).WaitFor(platform);
}

await builder.Build().RunAsync();
