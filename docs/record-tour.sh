#!/usr/bin/env bash
# Records the README's tour from the real program, against a platform of its own, and puts it between the marks in README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dotnet build src/LiteLlm.AgentSdk.Cli -f net10.0 -v q -nologo >&2
program=$PWD/src/LiteLlm.AgentSdk.Cli/bin/Debug/net10.0/lap.dll
home=$(mktemp -d)
transcript=$(mktemp)
lap() { HOME=$home dotnet "$program" "$@"; }

HOME=$home dotnet "$program" local --pace 0 >"$home/local" 2>&1 &
platform=$!
trap 'kill "$platform" 2>/dev/null || true; rm -rf "$home" "$transcript"' EXIT
timeout 60 bash -c 'until grep -q LAP_BASE_URL "$0"; do sleep 0.1; done' "$home/local"
sed -n 's/.*LAP_BASE_URL=\([^ ]*\) LAP_API_KEY=\(.*\)/\1\n\2/p' "$home/local" | lap login 2>/dev/null

# show <words as one would type them>: the command and what it says, both streams as a terminal shows them.
show() {
  printf '$ %s\n' "$*" >>"$transcript"
  eval "$*" >>"$transcript" 2>&1 || printf '(exit code %d)\n' "$?" >>"$transcript"
}

show 'lap agents create --name reviewer --model anthropic/claude-haiku-4-5 --harness claude-agent-sdk'
show 'lap agents'
show 'lap send reviewer "Run the TOOL please"'
show 'lap send reviewer "Now FAIL 529"'
show 'echo "What is 6 times 7?" | lap send reviewer - --rm'
show 'lap ps'

# A terminal of 140 columns.
fold -s -w 140 "$transcript" >"$home/tour"
awk -v file="$home/tour" '
  /<!-- end of the tour -->/ { inside = 0 }
  !inside { print }
  /<!-- tour -->/ { inside = 1; print "\n```console"; while ((getline line < file) > 0) print line; print "```\n" }
' README.md >"$home/README.md"
cat "$home/README.md" >README.md
