# shellcheck shell=bash
# Programs that `up` starts and `down` stops, known by files of their process id and start time.

# start NAME COMMAND…: in the background and in a session of its own, which a terminal's Ctrl-C does not reach.
start() {
    local name=$1
    shift
    setsid "$@" >"$LOGS/$name.log" 2>&1 </dev/null &
    echo "$! $(started_at $!)" >"$STATE/$name.pid"
}

# A process id alone may have become another program's.
started_at() {
    [[ ! -r /proc/$1/stat ]] || sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
}

# pid_of NAME: prints it if the program still runs.
pid_of() {
    local pid time
    [[ -r $STATE/$1.pid ]] || return 1
    read -r pid time <"$STATE/$1.pid"
    [[ -n $time && $(started_at "$pid") == "$time" ]] && echo "$pid"
}

# wait_until NAME SECONDS WHAT COMMAND…: until the command succeeds, while the program NAME runs.
wait_until() {
    local name=$1 seconds=$2 what=$3 deadline=$((SECONDS + $2))
    shift 3
    until "$@"; do
        pid_of "$name" >/dev/null || fail_with_log "$name" "$name ended at its start"
        ((SECONDS < deadline)) || fail_with_log "$name" "$what did not come within $seconds s"
        sleep 0.1
    done
}

fail_with_log() {
    printf -- '--- the end of %s\n' "$LOGS/$1.log" >&2
    tail -n 40 "$LOGS/$1.log" >&2
    fail "$2"
}

answers() {
    curl --silent --fail --max-time 5 --output /dev/null "$@"
}

listens() {
    (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# stop NAME SECONDS: SIGTERM, and SIGKILL if it takes longer than that. Its file goes first: the end is wanted.
stop() {
    local pid time deadline=$((SECONDS + $2))
    pid=$(pid_of "$1") || pid=
    rm -f "$STATE/$1.pid"
    [[ -n $pid ]] || return 0
    time=$(started_at "$pid")
    kill -TERM "$pid" 2>/dev/null || return 0
    while [[ $(started_at "$pid") == "$time" ]]; do
        if ((SECONDS >= deadline)); then
            say "$1 does not end; killing it"
            kill -KILL "$pid" 2>/dev/null || true
            return
        fi
        sleep 0.1
    done
}
