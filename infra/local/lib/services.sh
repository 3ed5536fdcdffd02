# shellcheck shell=bash
# The three programs of the local edition, in the order in which they need each other.

SUBSCRIPTION=00000000-0000-0000-0000-000000000000
RESOURCE_GROUP=cloud-workspaces

start_services() {
    say 'starting Azurite and the ARM emulator'
    check_ports_free
    start azurite node "$CACHE/azurite-$AZURITE_VERSION/node_modules/azurite/dist/src/azurite.js" \
        --skipApiVersionCheck --disableTelemetry --silent --location "$STATE/azurite" \
        --blobHost 127.0.0.1 --blobPort "$BLOB_PORT" --queueHost 127.0.0.1 --queuePort "$QUEUE_PORT" \
        --tableHost 127.0.0.1 --tablePort "$TABLE_PORT"
    write_apt_folder
    start arm env -C "$PROGRAMS/Arm" \
        Arm__Port="$ARM_PORT" Arm__FilesPort="$FILES_PORT" Arm__Token="$(secret arm-token)" Arm__StateFolder="$STATE/arm" \
        Arm__StorageKey="$(secret_base64 storage-key)" \
        Arm__Registry__AptFolder="$APT_STATE" \
        Arm__InstanceName="$INSTANCE" Arm__Forwards__0__Address="127.0.0.1:$BLOB_PORT" \
        Arm__Forwards__1__Address="127.0.0.1:$HTTP_PORT" Arm__Forwards__1__PathPrefix=/api/agent/ \
        dotnet CloudWorkspaces.Local.Arm.dll
    wait_until azurite 60 'an answer of Azurite' listens "$TABLE_PORT"
    wait_until arm 60 'an answer of the ARM emulator' answers --cacert "$STATE/arm/arm.pem" "$(arm_url)/healthz"
    say 'starting the function app'
    (umask 077 && app_settings >"$STATE/app.env")
    # shellcheck disable=SC2016 # the inner shell expands it
    start app env -C "$PROGRAMS/functions" bash -c 'set -a; . "$1"; exec dotnet CloudWorkspaces.Functions.dll' \
        app "$STATE/app.env"
    wait_until app 60 'an answer of the function app' answers --header "$(bearer)" "$(api_url)/workspaces"
}

# How builds of images reach Debian from this machine; empty where there is no apt, which the image's own sources are for.
write_apt_folder() {
    APT_STATE=
    [[ $(engine_name) == podman ]] && command -v apt-get >/dev/null || return 0
    APT_STATE=$STATE/apt
    mkdir -p "$APT_STATE"
    write_apt_configuration "$APT_STATE"
}

check_ports_free() {
    local port
    for port in "$HTTP_PORT" "$ARM_PORT" "$FILES_PORT" "$BLOB_PORT" "$QUEUE_PORT" "$TABLE_PORT"; do
        ! listens "$port" || fail "port $port is taken by another program; see infra/local/README.md for choosing others"
    done
}

api_url() {
    echo "http://127.0.0.1:$HTTP_PORT/api"
}

arm_url() {
    echo "https://127.0.0.1:$ARM_PORT"
}

bearer() {
    echo "Authorization: Bearer $(secret token)"
}

# The app's settings as shell assignments: the sample's but for its placeholders, and over them those of this machine.
# All groups share its processors: as many runs at once as there are, and conversions to HTML give way to runs.
app_settings() {
    # shellcheck disable=SC2016
    node -e '
        const { Values } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
        for (const [name, value] of Object.entries(Values)) {
            if (!value.startsWith("<")) console.log(`${name}='\''${value}'\''`);
        }
    ' "$ROOT/local.settings.sample.json"
    local storage
    storage=$(storage_connection)
    cat <<SETTINGS
ASPNETCORE_URLS='http://127.0.0.1:$HTTP_PORT'
AzureWebJobsStorage='$storage'
Storage__ConnectionString='$storage'
Storage__ContainerEndpoint='http://127.0.0.1:$BLOB_PORT/devstoreaccount1'
Arm__Endpoint='$(arm_url)'
Arm__CertificateThumbprint='$(<"$STATE/arm/arm.thumbprint")'
Arm__Token='$(secret arm-token)'
Arm__SubscriptionId='$SUBSCRIPTION'
Arm__ResourceGroup='$RESOURCE_GROUP'
Homes__AccountName='homes'
Homes__AccountKey='$(secret_base64 storage-key)'
Homes__Endpoint='https://127.0.0.1:$FILES_PORT/homes'
Homes__CertificateThumbprint='$(<"$STATE/arm/arm.thumbprint")'
Agent__Endpoint='$(api_url)/agent'
Agent__Image='$AGENT_IMAGE'
Agent__Key='$(secret_base64 agent-key)'
Secrets__Key='$(secret_base64 secrets-key)'
Identity__Tokens__0__Sha256='$(secret token | sha256sum | cut -d' ' -f1)'
Environments__eo__Image='$EO_IMAGE'
${MORE_SETTINGS}Runs__MaxConcurrentPerPlacement='$(nproc)'
Admission__ConversionYields='true'
Outbound__AllowPrivateAddresses='true'
SETTINGS
}

# Azurite's one account and its published key, which guards nothing.
storage_connection() {
    local account=devstoreaccount1
    local key=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==
    printf 'DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;' "$account" "$key"
    printf 'BlobEndpoint=http://127.0.0.1:%s/%s;' "$BLOB_PORT" "$account"
    printf 'QueueEndpoint=http://127.0.0.1:%s/%s;' "$QUEUE_PORT" "$account"
    printf 'TableEndpoint=http://127.0.0.1:%s/%s;' "$TABLE_PORT" "$account"
}

stop_services() {
    stop app 40
    delete_groups
    stop arm 20
    stop azurite 20
    remove_containers
    unmount_shares
}

# Through the emulator, which also takes the groups' networks down.
delete_groups() {
    pid_of arm >/dev/null || return 0
    local deadline=$((SECONDS + 30)) ids id
    while ids=$(group_ids) && [[ -n $ids ]] && ((SECONDS < deadline)); do
        for id in $ids; do
            arm --request DELETE "$(arm_url)$id?api-version=2025-09-01" >/dev/null || true
        done
        sleep 0.3
    done
}

group_ids() {
    local groups="/subscriptions/$SUBSCRIPTION/resourceGroups/$RESOURCE_GROUP"
    groups+=/providers/Microsoft.ContainerInstance/containerGroups
    arm "$(arm_url)$groups?api-version=2025-09-01" | grep -o "\"$groups/[^/\"]*\"" | tr -d '"' | sort -u
}

arm() {
    curl --silent --fail --max-time 10 --cacert "$STATE/arm/arm.pem" \
        --header "Authorization: Bearer $(secret arm-token)" "$@"
}

# What an emulator that was killed could not remove, what is in standby pools, and what others asked it for.
remove_containers() {
    local left folder space
    rm -rf "$STATE/arm/pools"
    left=$(engine ps --all --quiet --filter "label=cloudworkspaces.arm/instance=$INSTANCE" 2>/dev/null) || return 0
    # shellcheck disable=SC2086
    [[ -z $left ]] || engine rm --force $left >/dev/null
    for folder in "$STATE"/arm/volumes/*/; do
        [[ -d $folder ]] || continue
        space=/run/netns/cw-$(basename "$folder")
        umount --lazy "$space" 2>/dev/null || true
        rm -rf "$space" "$folder"
    done
}

# The processes behind the mounts end with them.
unmount_shares() {
    local target
    while read -r _ _ _ _ target _; do
        # Spaces and the like stand there in octal.
        target=$(printf '%b' "$target")
        if [[ $target == "$STATE"/arm/mounts/* ]]; then
            umount --lazy "$target"
            rmdir "$target"
        fi
    done < <(cat /proc/self/mountinfo)
}
