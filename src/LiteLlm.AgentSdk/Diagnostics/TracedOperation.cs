using System.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// The span of an operation that consists of several calls: <c>create_agent</c>, <c>create_session</c>, <c>wait_until_ready</c>,
/// <c>invoke_agent</c>, <c>open_terminal</c>. It is not created if there is no listener.
/// </summary>
internal sealed class TracedOperation : IDisposable
{
    public const string CreateAgent = "create_agent";
    public const string CreateSession = "create_session";
    public const string WaitUntilReady = "wait_until_ready";
    public const string InvokeAgent = "invoke_agent";
    public const string WaitForInitialReply = "wait_for_initial_reply";
    public const string OpenTerminal = "open_terminal";

    private const string ProviderName = "litellm_agent_platform";

    private readonly PlatformTransport _transport;
    private readonly string _name;
    private readonly long _started;
    private string? _error;

    private TracedOperation(PlatformTransport transport, string name, Activity? activity)
    {
        _transport = transport;
        _name = name;
        _started = transport.Time.GetTimestamp();
        Activity = activity;
    }

    /// <summary>Gets a value indicating whether there is a listener.</summary>
    public static bool IsWanted =>
        TelemetrySwitch.IsSupported
        && (Telemetry.Source.HasListeners() || Telemetry.OperationDuration.Enabled || Telemetry.TokenUsage.Enabled
            || Telemetry.TimeToFirstChunk.Enabled);

    public Activity? Activity { get; }

    /// <summary>Gets the model, for the metrics.</summary>
    public string? Model { get; private set; }

    public TimeSpan Elapsed => _transport.Time.GetElapsedTime(_started);

    /// <summary>Starts an operation if there is a listener for spans or for the metrics of operations.</summary>
    /// <param name="transport">The transport to the platform.</param>
    /// <param name="name">The name of the operation.</param>
    /// <param name="target">The name of the agent, for the name of the span.</param>
    public static TracedOperation? Start(PlatformTransport transport, string name, string? target = null)
    {
        if (!IsWanted)
        {
            return null;
        }

        Activity? activity = Telemetry.Source.StartActivity(target is null ? name : $"{name} {target}", ActivityKind.Client);
        activity?.SetTag(Tags.OperationName, name);
        activity?.SetTag(Tags.System, ProviderName);
        activity?.SetTag(Tags.Provider, ProviderName);
        Telemetry.TagServer(activity, transport.Options);
        return new TracedOperation(transport, name, activity);
    }

    public TracedOperation Tag(string name, object? value)
    {
        if (TelemetrySwitch.IsSupported && value is not (null or ""))
        {
            Activity?.SetTag(name, value);
        }

        return this;
    }

    public TracedOperation About(string? model)
    {
        Model = string.IsNullOrEmpty(model) ? null : model;
        return Tag(Tags.RequestModel, Model);
    }

    /// <summary>Marks the operation as failed without an exception.</summary>
    public void Fail(string errorType, string? description)
    {
        _error = errorType;
        if (TelemetrySwitch.IsSupported)
        {
            Activity?.SetTag(Tags.ErrorType, errorType);
            Activity?.SetStatus(ActivityStatusCode.Error, description);
        }
    }

    public void Fail(Exception failure) => Fail(Telemetry.ErrorType(failure), failure.Message);

    /// <summary>Records a duration in a histogram, with the operation's attributes.</summary>
    public void Record(System.Diagnostics.Metrics.Histogram<double> histogram, TimeSpan value)
    {
        if (histogram.Enabled)
        {
            histogram.Record(value.TotalSeconds, Facts());
        }
    }

    public void RecordTokens(long? count, string type)
    {
        if (count is { } tokens && Telemetry.TokenUsage.Enabled)
        {
            TagList facts = Facts();
            facts.Add(Tags.TokenType, type);
            Telemetry.TokenUsage.Record(tokens, facts);
        }
    }

    public void Dispose()
    {
        if (!TelemetrySwitch.IsSupported)
        {
            return;
        }

        if (_name is CreateAgent or InvokeAgent)
        {
            Record(Telemetry.OperationDuration, Elapsed);
        }

        Activity?.Dispose();
    }

    private TagList Facts()
    {
        TagList facts = new()
        {
            { Tags.OperationName, _name },
            { Tags.System, ProviderName },
            { Tags.Provider, ProviderName },
            { Tags.ServerAddress, _transport.Options.BaseUrl!.Host },
            { Tags.ServerPort, _transport.Options.BaseUrl!.Port },
        };
        if (Model is not null)
        {
            facts.Add(Tags.RequestModel, Model);
        }

        if (_error is not null)
        {
            facts.Add(Tags.ErrorType, _error);
        }

        return facts;
    }
}
