# shellcheck shell=bash disable=SC2034
# Where things are and on which ports they listen; everything on 127.0.0.1.

HTTP_PORT=${CLOUD_WORKSPACES_HTTP_PORT:-7071}
ARM_PORT=${CLOUD_WORKSPACES_ARM_PORT:-7443}
FILES_PORT=${CLOUD_WORKSPACES_FILES_PORT:-10003}
BLOB_PORT=${CLOUD_WORKSPACES_BLOB_PORT:-10000}
QUEUE_PORT=${CLOUD_WORKSPACES_QUEUE_PORT:-10001}
TABLE_PORT=${CLOUD_WORKSPACES_TABLE_PORT:-10002}

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
STATE=${CLOUD_WORKSPACES_STATE:-$ROOT/.local}
LOGS=$STATE/logs

# Tools and builds that outlive a checkout, in the home of the person who called sudo.
CALLER_HOME=$HOME
if [[ -n ${SUDO_USER:-} ]]; then
    CALLER_HOME=$(getent passwd "$SUDO_USER" | cut -d: -f6)
fi
export CLOUD_WORKSPACES_CACHE=${CLOUD_WORKSPACES_CACHE:-$CALLER_HOME/.cache/cloud-workspaces}
CACHE=$CLOUD_WORKSPACES_CACHE

AZURITE_VERSION=3.35.0
CONFIGURATION=Release

# Keeps the containers of several `up`s and of tests apart.
INSTANCE=local-$HTTP_PORT
