using System.Net;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>Converts an exception to an exit code and to a line on stderr with the problem and its remedy.</summary>
internal static class ErrorReport
{
    public static int Write(Printer printer, Exception exception, Interrupts interrupts)
    {
        // A canceled client can wrap the cancellation in another exception. The reason is still the user's Ctrl-C.
        if (interrupts.Token.IsCancellationRequested)
        {
            return interrupts.ExitCode;
        }

        (string message, int code) = Explain(exception);
        printer.WriteError(message);
        if (printer.IsVerbose)
        {
            WriteDetail(printer, exception);
        }

        return code;
    }

    /// <summary>Returns the line and the exit code.</summary>
    public static (string Message, int ExitCode) Explain(Exception exception) => exception switch
    {
        CliException e => (e.Message, e.ExitCode),
        AgentPlatformAuthenticationException { StatusCode: HttpStatusCode.Forbidden } e =>
            ($"The platform does not allow this: {GetReason(e)}.", ExitCodes.Authentication),
        AgentPlatformAuthenticationException e =>
            ($"The platform refused the key ({GetReason(e)}): run 'lap login', or set LAP_API_KEY.", ExitCodes.Authentication),
        AgentPlatformNotFoundException e => (DescribeError(e), ExitCodes.NotFound),
        AgentPlatformValidationException e => (DescribeError(e), ExitCodes.Usage),
        TurnFailedException e => ($"The turn failed: {e.Message}", ExitCodes.SessionOrTurnFailed),
        AgentPlatformConflictException e => (DescribeError(e), ExitCodes.SessionOrTurnFailed),
        SessionFailedException or StreamInterruptedException or MessageNotDeliveredException
            or SendOutcomeUnknownException or ReplyIncompleteException =>
            (TroubleWords.Of((AgentPlatformException)exception), ExitCodes.SessionOrTurnFailed),
        AgentPlatformTimeoutException { Limit: not nameof(AgentPlatformOptions.RequestTimeout) } e =>
            (TroubleWords.Of(e), ExitCodes.SessionOrTurnFailed),
        AgentPlatformConnectionException e =>
            ($"{e.Message.TrimEnd('.')}. Check the address ('lap config'), and that the platform runs.", ExitCodes.Failed),
        AgentPlatformException e => (DescribeError(e), ExitCodes.Failed),
        OperationCanceledException => ("Interrupted.", ExitCodes.Interrupted),
        IOException or UnauthorizedAccessException => (exception.Message, ExitCodes.Failed),
        _ => ($"An unexpected error occurred ({exception.GetType().Name}): {exception.Message} --verbose shows details.", ExitCodes.Failed),
    };

    /// <summary>Returns the platform's error without the request, which <c>--verbose</c> shows.</summary>
    private static string DescribeError(AgentPlatformException exception)
    {
        const string answered = " answered ";
        string message = exception.Message;
        int at = message.IndexOf(answered, StringComparison.Ordinal);
        int words = at < 0 ? -1 : message.IndexOf(": ", at, StringComparison.Ordinal);
        if (exception.StatusCode is null || words < 0 || message.AsSpan(at + answered.Length, words - at - answered.Length)
            .ContainsAnyExceptInRange('0', '9'))
        {
            return message;
        }

        string text = message[(words + 2)..];
        return exception.ErrorMessage is { Length: > 0 } ? $"The platform says: {text}" : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string GetReason(AgentPlatformException exception) => exception.ErrorMessage ?? "no reason given";

    private static void WriteDetail(Printer printer, Exception exception)
    {
        if (exception is not AgentPlatformException failure)
        {
            if (exception is not CliException)
            {
                printer.WriteDetail(exception.ToString());
            }
            else if (exception.InnerException is { } cause)
            {
                printer.WriteDetail($"cause: {cause.GetType().Name}: {cause.Message}");
            }

            return;
        }

        printer.WriteDetail(failure.Message);
        printer.WriteDetail($"{failure.GetType().Name}"
            + (failure.StatusCode is { } status ? $", status {(int)status}" : "")
            + (failure.RequestId is { } id ? $", request {id}" : "")
            + (failure.MayHaveTakenEffect ? ", may have taken effect" : ", took no effect"));
        foreach (ValidationError problem in failure.ValidationErrors)
        {
            printer.WriteDetail(problem.ToString());
        }

        if (failure.ResponseBody is { Length: > 0 } body)
        {
            printer.WriteDetail("body: " + body);
        }

        for (Exception? cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            printer.WriteDetail($"cause: {cause.GetType().Name}: {cause.Message}");
        }
    }
}
