#!/usr/bin/env bash
# How long lap takes to start, as ratios of paired runs: whatever else the machine does, it does to both.
#
#   measure.sh TOOL NATIVE [ROUNDS]
#
# TOOL is lap as the .NET tool (dotnet tool install --tool-path), NATIVE as the native build. Needs node and curl.
set -euo pipefail

tool=$1
native=$2
rounds=${3:-40}
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
  awk -v name="$name" -v ratio="$(median <"$work/ratios")" -v limit="$limit" -v a="$(median <"$work/a")" -v b="$(median <"$work/b")" \
    'BEGIN { printf "%-40s %.2f (limit %.2f: %s)   medians %.1f ms and %.1f ms\n", name, ratio, limit, (ratio <= limit) ? "met" : "MISSED", a / 1000, b / 1000 }'
}

echo "Median ratio of $rounds paired runs:"
compare 'tool: lap --version / node -e 0' 1.00 "$tool" --version -- node -e 0
compare 'native: lap --version / node -e 0' 0.20 "$native" --version -- node -e 0

"$tool" local --json >"$work/local" &
local_platform=$!
until [ -s "$work/local" ]; do read -r -t 0.1 <> <(:) || true; done
LAP_BASE_URL=$(sed -E 's/.*"base_url":"([^"]*)".*/\1/' "$work/local")
LAP_API_KEY=$(sed -E 's/.*"api_key":"([^"]*)".*/\1/' "$work/local")
export LAP_BASE_URL LAP_API_KEY
for name in one two three; do "$native" agents create --name "$name" --model fake-model --quiet >/dev/null; done
compare 'native: lap agents --json / curl' 2.50 "$native" agents --json -- \
  curl -sS -H "Authorization: Bearer $LAP_API_KEY" "$LAP_BASE_URL/api/v1/managed_agents/agents"
compare 'tool: lap agents --json / curl' 999 "$tool" agents --json -- \
  curl -sS -H "Authorization: Bearer $LAP_API_KEY" "$LAP_BASE_URL/api/v1/managed_agents/agents"
