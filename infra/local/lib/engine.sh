# shellcheck shell=bash
# The container engine: the one whose socket is there, else podman as a command.

# Without CAP_SYS_RESOURCE an engine's default limits may be above what the machine allows.
# shellcheck disable=SC2034
ENGINE_LIMITS=(--ulimit nproc=16384:16384 --ulimit nofile=16384:16384)

engine() {
    if [[ -z ${ENGINE:-} ]]; then
        if command -v podman >/dev/null; then
            ENGINE=podman
        elif command -v docker >/dev/null; then
            ENGINE=docker
        else
            fail 'no container engine: install podman or Docker'
        fi
    fi
    "$ENGINE" "$@"
}

image_exists() {
    engine image inspect "$1" >/dev/null 2>&1
}
