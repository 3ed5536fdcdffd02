# shellcheck shell=bash
# The sample notebook, run through the HTTP API as any caller would.

run_sample() {
    local url run
    url=$(api_url)/workspaces/default
    say 'running samples/ndvi.ipynb through the HTTP API'
    call --request PUT --upload-file "$ROOT/infra/environments/eo/samples/ndvi.ipynb" \
        "$url/files/samples/ndvi.ipynb" >/dev/null
    run=$(call --header 'Content-Type: application/json' \
        --data '{"notebook": "samples/ndvi.ipynb", "parameters": {"ndvi_threshold": 0.3}}' "$url/runs" | json id)
    await_run "$url/runs/$run"
    call --output "$STATE/ndvi.png" "$url/runs/$run/outputs/ndvi.png"
    say "the run $run succeeded; its picture is .local/ndvi.png"
}

# await_run URL: tells each new state, until the run has succeeded.
await_run() {
    local deadline=$((SECONDS + 300)) answer state last=
    while ((SECONDS < deadline)); do
        answer=$(call "$1")
        state=$(json state <<<"$answer")
        [[ $state == "$last" ]] || say "  $state"
        last=$state
        case $state in
            succeeded) return ;;
            failed | dismissed) fail_with_log app "the sample run ended as $state: $answer" ;;
        esac
        sleep 0.3
    done
    fail_with_log app "the sample run is still $last after five minutes"
}

call() {
    curl --silent --show-error --fail-with-body --max-time 60 --header "$(bearer)" "$@"
}

# json NAME: a member of the object on standard input.
json() {
    node -e 'console.log(JSON.parse(require("fs").readFileSync(0, "utf8"))[process.argv[1]])' "$1"
}
