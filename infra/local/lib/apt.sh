# shellcheck shell=bash
# How this machine's apt reaches Debian, handed to an image's build without becoming part of the image.

# The Debian release that the environments are built on.
DEBIAN_RELEASE=trixie

# apt_mirror [LABEL]: the address of the mirror this machine's apt uses, of Debian or of Debian-Security.
apt_mirror() {
    # shellcheck disable=SC2016 # apt expands these itself
    apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' |
        awk -v label="${1:-Debian}" '$1 == label { print $2; exit }'
}

# apt_proxy: the proxy that apt uses for plain HTTP, if any.
apt_proxy() {
    local proxy=${http_proxy:-}
    eval "$(apt-config shell proxy Acquire::http::Proxy)"
    printf '%s' "$proxy"
}

# write_apt_configuration FOLDER: what a container of DEBIAN_RELEASE has at APT_FOLDER to reach the same mirror.
# Its settings take effect with APT_CONFIG=APT_FOLDER/machine.conf.
APT_FOLDER=/etc/apt/sources.list.d
write_apt_configuration() {
    local folder=$1 mirror security
    mirror=$(apt_mirror)
    security=$(apt_mirror Debian-Security)
    {
        apt_source "$mirror" "$DEBIAN_RELEASE $DEBIAN_RELEASE-updates"
        [[ -z $security ]] || apt_source "$security" "$DEBIAN_RELEASE-security"
    } >"$folder/debian.sources"
    {
        apt-config dump | grep -iE '^Acquire::[^ ]*(proxy|verify|retries|timeout)[^ ]* ' || true
        printf 'Dir::Ignore-Files-Silently:: "^machine\\.";\n'
        if [[ -r /etc/ssl/certs/ca-certificates.crt ]]; then
            cp /etc/ssl/certs/ca-certificates.crt "$folder/machine.crt"
            printf 'Acquire::https::CaInfo "%s/machine.crt";\n' "$APT_FOLDER"
        fi
    } >"$folder/machine.conf"
    chmod -R a+rX "$folder"
}

apt_source() {
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n\n' \
        "$1" "$2" /usr/share/keyrings/debian-archive-keyring.gpg
}
