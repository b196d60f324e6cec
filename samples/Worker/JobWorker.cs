using LiteLlm.AgentSdk;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Worker;

/// <summary>
/// Does the jobs, one after the other. A job is the initial prompt of a session, which the platform runs by itself, so only the session's
/// id is stored. After a restart the worker gets the session by its id and waits for the reply; nothing is sent a second time.
/// </summary>
internal sealed class JobWorker(AgentPlatformClient platform, JobStore store, IOptions<JobOptions> options,
    IHostApplicationLifetime lifetime, ILogger<JobWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (Job job in store.Open())
        {
            Session session = job.SessionId is { } known ? await platform.Sessions.GetAsync(known, stoppingToken)
                : await BeginAsync(job, stoppingToken);
            logger.LogInformation("Job {Job} is {What} in session {Id}", job.Id, job.SessionId is null ? "begun" : "resumed", session.Id);
            string result;
            try
            {
                result = (await session.WaitForInitialReplyAsync(cancellationToken: stoppingToken)).Text;
            }
            catch (AgentPlatformException e) when (e is TurnFailedException or SessionFailedException)
            {
                result = $"failed: {e.Message}";
            }
            store.Ended(job, result);
            logger.LogInformation("Job {Job}: {Result}", job.Id, result);
            await session.TerminateAsync(stoppingToken);
        }
        lifetime.StopApplication();
    }

    private async Task<Session> BeginAsync(Job job, CancellationToken cancellationToken)
    {
        Agent agent = await platform.Agents.ListAsync(new() { Search = "worker" }, cancellationToken).FirstOrDefaultAsync(cancellationToken)
            ?? await platform.Agents.CreateAsync(new() { Name = "worker", Model = options.Value.Model }, cancellationToken);
        Session session = await agent.CreateSessionAsync(new() { InitialPrompt = job.Text, WaitUntilReady = false }, cancellationToken);
        store.Began(job, session.Id); // before anything else: from here on the job is the session's
        return session;
    }
}
