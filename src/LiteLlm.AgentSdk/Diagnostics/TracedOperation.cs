using System.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// One of the SDK's operations that is more than a call, as a span: <c>create_agent</c>, <c>create_session</c>, <c>wait_until_ready</c>,
/// <c>invoke_agent</c>, <c>open_terminal</c>. Not made at all when nobody listens.
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

    /// <summary>Gets a value indicating whether anybody listens.</summary>
    public static bool IsWanted =>
        TelemetrySwitch.IsSupported
        && (Telemetry.Source.HasListeners() || Telemetry.OperationDuration.Enabled || Telemetry.TokenUsage.Enabled
            || Telemetry.TimeToFirstChunk.Enabled);

    public Activity? Activity { get; }

    /// <summary>Gets the model, for the metrics.</summary>
    public string? Model { get; private set; }

    public TimeSpan Elapsed => _transport.Time.GetElapsedTime(_started);

    /// <summary>Begins one, if somebody listens to spans or to the metrics of such operations.</summary>
    /// <param name="transport">Where the platform is.</param>
    /// <param name="name">What is done.</param>
    /// <param name="target">With what, for the span's name: an agent's name.</param>
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

    /// <summary>The operation did not succeed, though nothing is thrown.</summary>
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

    /// <summary>Adds to a histogram what the operation is counted by.</summary>
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
