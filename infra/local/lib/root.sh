# shellcheck shell=bash
# Containers, and sockets inside their networks, take root; building does not.

# as_root ARGUMENTS…: starts this command again through sudo if it is not root's already.
as_root() {
    [[ $(uname -s) == Linux ]] || fail "this runs on Linux only; on $(uname -s) run it in a Linux virtual machine"
    [[ $(id -u) != 0 ]] || return 0
    command -v sudo >/dev/null || fail 'run this as root, or install sudo'
    # With the caller's way to the package registries, such as proxies and certificates.
    exec sudo --preserve-env --set-home -- env "PATH=$PATH" "$0" "$@"
}

# as_caller COMMAND…: as the person who called sudo, so that what is built is theirs.
as_caller() {
    if [[ -n ${SUDO_USER:-} ]]; then
        sudo --user "$SUDO_USER" --preserve-env --set-home -- env "PATH=$PATH" "$@"
    else
        "$@"
    fi
}
