# shellcheck shell=bash
# What a bare machine lacks: Debian packages by apt, Azurite by npm. Silent when nothing is missing.

# What is needed, each with the sign that it is there (a command or a file) and its Debian package.
NEEDED=(
    curl=curl node=nodejs npm=npm
    # For the agent, native code with OpenSSL in it.
    gcc=gcc make=make cmake=cmake
    /usr/include/stdlib.h=libc6-dev /usr/include/zlib.h=zlib1g-dev /usr/include/openssl/ssl.h=libssl-dev
    /usr/include/zstd.h=libzstd-dev
    /etc/ssl/certs/ca-certificates.crt=ca-certificates
)
# Without Docker. runc, since crun refuses machines with both versions of cgroups.
NEEDED_FOR_PODMAN=(podman=podman runc=runc /usr/lib/podman/netavark=netavark debootstrap=debootstrap)

# install_tools [SIGN=PACKAGE…]: what every command needs, and what this one needs besides.
install_tools() {
    command -v dotnet >/dev/null || fail 'the .NET 10 SDK is missing'
    local needed=("${NEEDED[@]}" "$@") packages=()
    [[ $(engine_name) == docker ]] || needed+=("${NEEDED_FOR_PODMAN[@]}")
    local item
    for item in "${needed[@]}"; do
        is_there "${item%=*}" || packages+=("${item#*=}")
    done
    if ((${#packages[@]} > 0)); then
        install_packages "${packages[@]}"
    fi
    if (($(node --version | sed 's/^v\([0-9]*\).*/\1/') < 18)); then
        fail "Azurite needs Node.js 18 or newer; this is $(node --version)"
    fi
    install_azurite
}

# Distributions keep multi-architecture headers in a folder of the architecture.
is_there() {
    if [[ $1 == /usr/include/* ]]; then
        [[ -e $1 ]] || compgen -G "/usr/include/*-linux-gnu/${1#/usr/include/}" >/dev/null
    elif [[ $1 == /* ]]; then
        [[ -e $1 ]]
    else
        command -v "$1" >/dev/null
    fi
}

install_packages() {
    command -v apt-get >/dev/null || fail "missing, and only apt is known here to install them: $*"
    say "installing $* from Debian"
    quietly "$LOGS/apt.log" apt-get -q update
    DEBIAN_FRONTEND=noninteractive quietly "$LOGS/apt.log" \
        apt-get -q -y install --no-install-recommends "$@"
}

install_azurite() {
    local folder=$CACHE/azurite-$AZURITE_VERSION
    [[ ! -e $folder/node_modules/azurite/dist/src/azurite.js ]] || return 0
    say "installing Azurite $AZURITE_VERSION from npm"
    as_caller mkdir -p "$CACHE"
    local fresh
    fresh=$(as_caller mktemp -d "$CACHE/azurite.XXXXXX")
    quietly "$LOGS/npm.log" as_caller npm install --prefix "$fresh" --no-audit --no-fund --loglevel error \
        "azurite@$AZURITE_VERSION"
    rm -rf "$folder"
    mv "$fresh" "$folder"
}

# The official clients that the emulator is tried with, by the hash of their lock file.
install_clients() {
    local source=$ROOT/tests/Local.Arm.Tests/Clients folder
    folder=$CACHE/arm-clients-$(sha256sum <"$source/package-lock.json" | cut -c1-12)
    [[ ! -e $folder/package-lock.json ]] || return 0
    say 'installing the official clients from npm'
    as_caller mkdir -p "$CACHE"
    local fresh
    fresh=$(as_caller mktemp -d "$CACHE/arm-clients.XXXXXX")
    as_caller cp "$source/package.json" "$source/package-lock.json" "$fresh"
    quietly "$LOGS/npm-clients.log" as_caller npm ci --prefix "$fresh" --no-audit --no-fund --loglevel error
    mv "$fresh" "$folder"
}
