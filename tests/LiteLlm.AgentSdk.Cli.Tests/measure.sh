#!/usr/bin/env bash
# How long lap takes to start, as ratios of paired runs: whatever else the machine does, it does to both.
#
#   measure.sh TOOL NATIVE LEAN [ROUNDS [PAGE]]
#
# TOOL is lap as the .NET tool (dotnet tool install --tool-path), NATIVE the native build, LEAN the native build without `local`.
# If PAGE (docs/performance.md) is given, writes the numbers between its marks. Needs node and curl.
set -euo pipefail

tool=$1
native=$2
lean=$3
rounds=${4:-40}
page=${5:-}
work=$(mktemp -d)
local_platform=
trap '[ -z "$local_platform" ] || kill "$local_platform" 2>/dev/null; rm -rf "$work"' EXIT
export HOME=$work DOTNET_CLI_HOME=$work

# Microseconds of wall time that a command takes.
took() {
  local start=${EPOCHREALTIME/./}
  "$@" >/dev/null 2>&1
  echo $((${EPOCHREALTIME/./} - start))
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# compare NAME LIMIT A... -- B...: the median of A/B over the rounds, each taken right after the other, the order changing.
compare() {
  local name=$1 limit=$2
  shift 2
  local a=() b=()
  while [ "$1" != -- ]; do a+=("$1"); shift; done
  shift
  b=("$@")
  "${a[@]}" >/dev/null 2>&1
  "${b[@]}" >/dev/null 2>&1
  : >"$work/ratios"; : >"$work/a"; : >"$work/b"
  for ((i = 0; i < rounds; i++)); do
    local ta tb
    if ((i % 2)); then ta=$(took "${a[@]}"); tb=$(took "${b[@]}"); else tb=$(took "${b[@]}"); ta=$(took "${a[@]}"); fi
    echo "$ta" >>"$work/a"
    echo "$tb" >>"$work/b"
    awk -v a="$ta" -v b="$tb" 'BEGIN { print a / b }' >>"$work/ratios"
  done
  awk -v name="$name" -v limit="$limit" -v ratio="$(median <"$work/ratios")" \
    'BEGIN { printf "| %s | %.2f | %.2f |\n", name, limit, ratio }' >>"$work/rows"
  awk -v name="$name" -v ratio="$(median <"$work/ratios")" -v limit="$limit" -v a="$(median <"$work/a")" -v b="$(median <"$work/b")" '
    BEGIN {
      printf "%-40s %.2f (limit %.2f: %s)   ", name, ratio, limit, (ratio <= limit) ? "met" : "MISSED"
      printf "medians %.1f ms and %.1f ms\n", a / 1000, b / 1000
    }'
}

size() { # <name> <limit in MB> <file>
  local bytes
  bytes=$(stat -c %s "$3")
  awk -v name="$1" -v limit="$2" -v bytes="$bytes" \
    'BEGIN { printf "| %s | %d MB | %.2f MB |\n", name, limit, bytes / 1000000 }' | tee -a "$work/rows"
}

: >"$work/rows"
echo "Median ratio of $rounds paired runs:"
compare 'the .NET tool: `lap --version` / `node -e 0`' 1.00 "$tool" --version -- node -e 0
compare 'native: `lap --version` / `node -e 0`' 0.20 "$native" --version -- node -e 0
compare 'native without `local`: `lap --version` / `node -e 0`' 0.20 "$lean" --version -- node -e 0

"$tool" local --json >"$work/local" &
local_platform=$!
until [ -s "$work/local" ]; do read -r -t 0.1 <> <(:) || true; done
LAP_BASE_URL=$(sed -E 's/.*"base_url":"([^"]*)".*/\1/' "$work/local")
LAP_API_KEY=$(sed -E 's/.*"api_key":"([^"]*)".*/\1/' "$work/local")
export LAP_BASE_URL LAP_API_KEY
for name in one two three; do "$native" agents create --name "$name" --model fake-model --quiet >/dev/null; done
curl=(curl -sS -H "Authorization: Bearer $LAP_API_KEY" "$LAP_BASE_URL/api/v1/managed_agents/agents")
compare 'native: `lap agents --json` / `curl`' 2.50 "$native" agents --json -- "${curl[@]}"
compare 'native without `local`: `lap agents --json` / `curl`' 2.50 "$lean" agents --json -- "${curl[@]}"
size 'size of the native build' 25 "$native"
size 'size of the native build without `local`' 15 "$lean"

[ -z "$page" ] || {
  awk -v rows="$work/rows" -v rounds="$rounds" '
    /<!-- end of lap -->/ { inside = 0 }
    !inside { print }
    /<!-- lap -->/ {
      inside = 1
      print "\n## `lap`\n\nHow fast the command starts: medians of the ratios of " rounds \
        " paired runs, each of one right after the other\n(`tests/LiteLlm.AgentSdk.Cli.Tests/measure.sh`).\n"
      print "| what | at most | measured |\n|---|---:|---:|"
      while ((getline line < rows) > 0) print line
      print ""
    }
  ' "$page" >"$work/page"
  cat "$work/page" >"$page"
}
