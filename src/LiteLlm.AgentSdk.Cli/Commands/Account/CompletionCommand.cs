using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary><c>lap completion</c>: prints a shell's completion script.</summary>
internal static class CompletionCommand
{
    // The candidates are untrusted names, so the shell must not expand them. (It would expand the word list of bash's compgen.)
    private const string Bash = """
        _lap() {
          local word="${COMP_WORDS[COMP_CWORD]}" candidate
          COMPREPLY=()
          while IFS= read -r candidate; do
            [[ $candidate == "$word"* ]] && COMPREPLY+=("$(printf '%q' "$candidate")")
          done < <(lap "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
        }
        complete -F _lap lap
        """;

    private const string Zsh = """
        #compdef lap
        _lap() { compadd -- ${(f)"$(lap "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"} }
        compdef _lap lap
        """;

    private const string Fish = """
        complete -c lap -f -a '(lap "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName lap -ScriptBlock {
            param($word, $line, $cursor)
            lap "[suggest:$cursor]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                $text = if ($_ -match '[^\w.:/-]') { "'" + $_.Replace("'", "''") + "'" } else { $_ }
                [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static void Fill(Command command, CommandHost host)
    {
        Argument<string> shell = Args.Required("shell", "bash, zsh, fish or pwsh");
        shell.CompletionSources.Add("bash", "zsh", "fish", "pwsh");
        command.With(shell);
        host.On(command, context =>
        {
            context.Printer.WriteLine(context.Value(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                "pwsh" or "powershell" => PowerShell,
                { } other => throw CliException.Usage($"There is no completion script for '{other}': use bash, zsh, fish or pwsh."),
                null => throw CliException.Usage("Name the shell: bash, zsh, fish or pwsh."),
            });
            return Task.CompletedTask;
        });
    }
}
