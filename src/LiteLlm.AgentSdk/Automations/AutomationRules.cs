namespace LiteLlm.AgentSdk;

/// <summary>
/// The platform's rules for automations, checked before anything is sent. Only the platform checks the syntax of a cron expression.
/// </summary>
internal static class AutomationRules
{
    private const int MaxInstruction = 8000;
    private const int MaxName = 200;

    public static void ThrowIfInvalid(AutomationCreateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        TextRules.Required(options.Instruction, "instruction", problems, MaxInstruction);
        TextRules.Required(options.CronExpr, "cron_expr", problems);
        TextRules.Optional(options.Name, "name", problems, MaxName, mayBeEmpty: true);
        AgentPlatformValidationException.ThrowIfAny(problems, "The automation can't be created");
    }

    public static void ThrowIfInvalid(AutomationUpdateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        TextRules.Optional(options.Instruction, "instruction", problems, MaxInstruction);
        TextRules.Optional(options.CronExpr, "cron_expr", problems);
        TextRules.Optional(options.Name, "name", problems, MaxName, mayBeEmpty: true);
        TextRules.SetOrCleared(options.Name, options.ClearName, "name", problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The automation can't be changed");
    }

    public static void ThrowIfInvalid(AutomationRunListOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        ListRules.CheckLimit(options.Limit, problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The runs can't be listed");
    }
}
