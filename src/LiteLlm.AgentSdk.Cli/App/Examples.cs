namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>The examples and the command groups that the help of <c>lap</c> shows.</summary>
internal static class Examples
{
    /// <summary>
    /// Gets the groups of commands in the help of <c>lap</c> itself. The help lists all other commands under the title "More commands".
    /// </summary>
    public static (string Title, string[] Names)[] Groups { get; } =
    [
        ("Talk to agents", ["run", "send", "ps", "sessions", "open"]),
        ("Manage agents", ["agents", "skills", "memory", "automations", "issues", "integrations"]),
        ("Inspect the platform", ["status", "usage", "doctor", "templates", "projects", "models", "inline-harness"]),
        ("Set up", ["login", "logout", "config", "completion", "local"]),
    ];

    /// <summary>Returns the examples of a command. The array is empty for commands that need no example.</summary>
    /// <param name="path">The full command, such as <c>lap agents create</c>.</param>
    public static string[] Of(string path) => path switch
    {
        "lap" => ["lap login", "lap agents create --name bot --model anthropic/claude-haiku-4-5", "lap bot", "lap --last"],
        "lap run" => ["lap run bot", "lap run bot -p \"Where are the routes?\" -e GITHUB_TOKEN", "cat questions.txt | lap run bot"],
        "lap send" => ["lap send bot \"Summarise the README\" --rm", "git diff | lap send bot -",
            "lap send 3f2a91c0 \"And the tests?\" --stream", "lap send bot -- \"- a list\""],
        "lap ps" => ["lap ps", "lap ps --agent bot --all", "lap ps --json=id,status"],
        "lap status" => ["lap status", "lap status --json"],
        "lap usage" => ["lap usage", "lap usage --agent bot --all", "lap usage --json | jq 'map(.cost // 0) | add'"],
        "lap doctor" => ["lap doctor", "lap doctor --json"],
        "lap open" => ["lap open", "lap open 3f2a91c0"],
        "lap agents" or "lap agents list" => ["lap agents --search review", "lap agents --wide", "lap agents --json=id,name,model"],
        "lap agents create" => ["lap agents create --name bot --model anthropic/claude-haiku-4-5",
            "lap agents create --template reviewer --repo https://github.com/acme/shop",
            "id=$(lap agents create -n bot -m anthropic/claude-haiku-4-5 --prompt-file prompt.md)"],
        "lap agents show" => ["lap agents show bot", "lap agents show bot --json"],
        "lap agents update" => ["lap agents update bot --model anthropic/claude-sonnet-4-5",
            "lap agents update bot -e TOKEN --unset-env OLD"],
        "lap agents rm" => ["lap agents rm bot", "lap agents rm 1a2b3c4d --yes"],
        "lap agents sync" => ["lap agents sync bot", "lap agents sync bot --json"],
        "lap sessions" or "lap sessions list" => ["lap sessions", "lap sessions --all --wide"],
        "lap sessions attach" => ["lap sessions attach 3f2a91c0", "lap --resume 3f2a91c0"],
        "lap sessions show" => ["lap sessions show 3f2a91c0", "lap sessions show https://lap.example.com/sessions/3f2a91c0-... --json"],
        "lap sessions log" => ["lap sessions log 3f2a91c0", "lap sessions log 3f2a91c0 --json"],
        "lap sessions messages" => ["lap sessions messages 3f2a91c0", "lap sessions messages 3f2a91c0 --json | jq -r '.[].text'"],
        "lap sessions events" => ["lap sessions events 3f2a91c0", "lap sessions events 3f2a91c0 --follow | jq -r .type"],
        "lap sessions logs" => ["lap sessions logs 3f2a91c0 --tail 50", "lap sessions logs 3f2a91c0 --since 600"],
        "lap sessions diagnose" => ["lap sessions diagnose 3f2a91c0", "lap sessions diagnose 3f2a91c0 | jq ."],
        "lap sessions abort" => ["lap sessions abort 3f2a91c0", "lap ps; lap sessions abort 3f2a91c0"],
        "lap sessions restart" => ["lap sessions restart 3f2a91c0", "lap sessions restart 3f2a91c0 --no-wait"],
        "lap sessions rm" => ["lap sessions rm 3f2a91c0", "lap sessions rm --all --older-than 2h"],
        "lap skills" or "lap skills list" => ["lap skills", "lap skills --json=id,name"],
        "lap skills show" => ["lap skills show \"PR reviewer\"", "lap skills show \"PR reviewer\" > skill.md"],
        "lap skills create" => ["lap skills create --name \"PR reviewer\" --file skill.md",
            "cat skill.md | lap skills create --name \"PR reviewer\" --file -"],
        "lap skills update" => ["lap skills update \"PR reviewer\" --file skill.md", "lap skills update \"PR reviewer\" --name Reviewer"],
        "lap skills rm" => ["lap skills rm \"PR reviewer\"", "lap skills rm 1a2b3c4d 5e6f7a8b"],
        "lap skills attach" => ["lap skills attach bot \"PR reviewer\"", "lap skills attach bot --file skill.md --no-save"],
        "lap skills detach" => ["lap skills detach bot \"PR reviewer\"", "lap skills detach bot --all"],
        "lap memory" or "lap memory list" => ["lap memory list bot", "lap memory list bot --search tests"],
        "lap memory add" => ["lap memory add bot \"Use tabs.\" --pinned", "cat notes.txt | lap memory add bot -"],
        "lap memory update" => ["lap memory update bot 1a2b3c4d --text \"Use spaces.\"", "lap memory update bot 1a2b3c4d --disabled true"],
        "lap memory rm" => ["lap memory rm bot 1a2b3c4d", "lap memory rm bot 1a2b3c4d 5e6f7a8b"],
        "lap automations" or "lap automations list" => ["lap automations list bot", "lap automations list bot --json"],
        "lap automations create" => ["lap automations create bot --cron \"0 9 * * 1\" --instruction \"Review open pull requests\"",
            "lap automations create bot --help"],
        "lap automations update" => ["lap automations update bot weekly --cron \"0 8 * * 1\"",
            "lap automations update bot 1a2b3c4d --help"],
        "lap automations rm" => ["lap automations rm bot weekly", "lap automations rm bot 1a2b3c4d"],
        "lap automations run" => ["lap automations run bot weekly", "lap automations run bot weekly --json"],
        "lap automations runs" => ["lap automations runs bot", "lap automations runs bot --limit 5"],
        "lap issues" or "lap issues list" => ["lap issues list bot", "lap issues list bot --status open --severity error"],
        "lap issues show" => ["lap issues show bot 1a2b3c4d", "lap issues show bot 1a2b3c4d --json"],
        "lap issues create" => ["lap issues create bot \"The tests are slow\" --severity warning",
            "lap issues create bot \"No access\" --body \"The token has expired.\""],
        "lap issues update" => ["lap issues update bot 1a2b3c4d --status resolved", "lap issues update bot 1a2b3c4d --severity critical"],
        "lap templates" => ["lap templates", "lap templates --json=id,name"],
        "lap projects" => ["lap projects", "lap projects --json=project_id,name"],
        "lap models" => ["lap models", "lap models | grep haiku"],
        "lap integrations" or "lap integrations list" => ["lap integrations", "lap integrations --for bot"],
        "lap integrations manifest" => ["lap integrations manifest slack", "lap integrations manifest slack > manifest.json"],
        "lap integrations bind" => ["lap integrations bind bot slack 4c1d9b02-...", "lap integrations bind bot slack 4c1d9b02-... --json"],
        "lap integrations unbind" => ["lap integrations unbind bot slack", "lap integrations unbind bot slack --json"],
        "lap inline-harness" => ["lap inline-harness", "lap inline-harness on"],
        "lap inline-harness on" => ["lap inline-harness on", "lap inline-harness on --json"],
        "lap inline-harness off" => ["lap inline-harness off", "lap inline-harness off --json"],
        "lap login" => ["lap login", "printf '%s\\n' \"$KEY\" | lap login --base-url https://lap.example.com --profile staging"],
        "lap logout" => ["lap logout", "lap logout --profile staging"],
        "lap config" => ["lap config", "lap config --json", "lap config --agent bot"],
        "lap completion" => ["lap completion bash >> ~/.bashrc", "lap completion fish > ~/.config/fish/completions/lap.fish"],
        "lap local" => ["lap local", "lap local --port 8080 --api-key sk-local"],
        _ => [],
    };
}
