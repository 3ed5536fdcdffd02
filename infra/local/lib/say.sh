# shellcheck shell=bash
# What the commands tell their user: progress on standard error, results on standard output.

say() {
    printf '==> %s\n' "$*" >&2
}

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# quietly LOG COMMAND…: runs it with its output in LOG; when it fails, shows the log's end and stops.
quietly() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    if ! "$@" >"$log" 2>&1 </dev/null; then
        printf -- '--- the end of %s\n' "$log" >&2
        tail -n 40 "$log" >&2
        fail "this failed: $*"
    fi
}
