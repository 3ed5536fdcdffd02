# shellcheck shell=bash
# Builds, each skipped while its inputs are what they were.

# What every .NET project's build depends on besides its own sources.
SHARED_SOURCES=("$ROOT"/Directory.Build.props "$ROOT"/Directory.Packages.props "$ROOT"/host.json)

# build_images: the environment's and the agent's images; leaves their names in $CACHE/current.env for the tests.
build_images() {
    local eo agent
    eo=$("$ROOT/infra/environments/build" eo)
    agent=$("$ROOT/infra/agent/build")
    EO_IMAGE=$(pinned "$eo")
    AGENT_IMAGE=$agent
    AGENT_BINARY=$CACHE/agent-${agent##*:}/agent
    export EO_IMAGE AGENT_IMAGE AGENT_BINARY
    printf '%s\n' "EO_IMAGE=$EO_IMAGE" "AGENT_IMAGE=$AGENT_IMAGE" "AGENT_BINARY=$AGENT_BINARY" >"$CACHE/current.env.new"
    mv "$CACHE/current.env.new" "$CACHE/current.env"
}

# build_more NAME…: further curated environments; leaves what the settings say of them in MORE_SETTINGS.
build_more() {
    MORE_SETTINGS=
    local name section image
    for name in "$@"; do
        image=$("$ROOT/infra/environments/build" "$name")
        section=Environments__${name//-/_}
        MORE_SETTINGS+="${section}__Name='$name'
${section}__Version='$(<"$ROOT/infra/environments/$name/version")'
${section}__Image='$(pinned "$image")'
${section}__Renumber='true'
"
    done
}

# build_programs: copies of the function app and the ARM emulator in $PROGRAMS, which later builds do not touch.
build_programs() {
    PROGRAMS=$STATE/programs-$(hash_of "$ROOT/functions" "$ROOT/infra/local/Functions" "$ROOT/infra/local/Sdk" \
        "$ROOT/infra/local/Arm" "$ROOT/infra/local/ShareMount" "${SHARED_SOURCES[@]}")
    [[ ! -d $PROGRAMS ]] || return 0
    say 'building the function app and the ARM emulator'
    local project fresh=$PROGRAMS.new
    rm -rf "$STATE"/programs-*
    for project in functions infra/local/Arm; do
        quietly "$LOGS/build.log" as_caller dotnet build "$ROOT/$project" -c "$CONFIGURATION" -v quiet -nologo
        mkdir -p "$fresh"
        cp -r "$ROOT/$project/bin/$CONFIGURATION/net10.0" "$fresh/$(basename "$project")"
    done
    mv "$fresh" "$PROGRAMS"
}
