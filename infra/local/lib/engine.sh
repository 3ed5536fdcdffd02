# shellcheck shell=bash
# The container engine, found in the same order as the ARM emulator finds its socket: Docker's, else podman.

# Without CAP_SYS_RESOURCE an engine's default limits may be above what the machine allows.
# shellcheck disable=SC2034
ENGINE_LIMITS=(--ulimit nproc=16384:16384 --ulimit nofile=16384:16384)

engine_name() {
    if [[ -S /var/run/docker.sock ]] && command -v docker >/dev/null; then
        echo docker
    else
        echo podman
    fi
}

engine() {
    "$(engine_name)" "$@"
}

image_exists() {
    engine image inspect "$1" >/dev/null 2>&1
}

# pinned IMAGE: the same by its digest, where the engine knows one. Docker does only for images of a registry.
pinned() {
    local digest
    digest=$(engine image inspect --format '{{if .RepoDigests}}{{index .RepoDigests 0}}{{end}}' "$1")
    echo "${digest:-$1}"
}
