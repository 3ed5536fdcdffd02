# shellcheck shell=bash
# Secrets of this checkout: made once, readable by their owner alone. The token is the caller's, the others are root's.

make_state() {
    mkdir -p "$STATE" "$LOGS"
    chmod 700 "$STATE"
    make_secret token
    make_secret arm-token
    make_secret agent-key
    make_secret storage-key
    make_secret secrets-key
    if [[ -n ${SUDO_UID:-} ]]; then
        chown "$SUDO_UID" "$STATE" "$LOGS" "$STATE/token"
    fi
}

make_secret() {
    [[ -s $STATE/$1 ]] || (umask 077 && head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' >"$STATE/$1")
}

# secret NAME: prints it, in hexadecimal.
secret() {
    cat "$STATE/$1"
}

# secret_base64 NAME: prints its bytes as base64.
secret_base64() {
    # shellcheck disable=SC2059 # the format is the bytes, escaped
    printf "$(sed 's/../\\x&/g' "$STATE/$1")" | base64
}
