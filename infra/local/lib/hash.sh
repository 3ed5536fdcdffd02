# shellcheck shell=bash
# Hashes of inputs, by which builds are skipped.

# hash_of PATH… [FIND CONDITION…]: twelve digits over the names and contents of the files, wherever the checkout is.
hash_of() {
    local paths=()
    while (($# > 0)) && [[ $1 != '!' && $1 != '-'* ]]; do
        paths+=("$1")
        shift
    done
    local path
    for path in "${paths[@]}"; do
        if [[ -d $path ]]; then
            (cd "$path" && find . \( -name bin -o -name obj \) -prune -o -type f "$@" -print0 |
                LC_ALL=C sort -z | xargs -0 sha256sum)
        else
            sha256sum <"$path"
        fi
    done | sha256sum | cut -c1-12
}
