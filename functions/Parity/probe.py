import importlib.metadata
import json
import os
import platform
import pwd
import resource
import subprocess


def debian():
    if not os.path.exists("/usr/bin/dpkg-query"):
        return {}
    listing = subprocess.run(
        ["/usr/bin/dpkg-query", "-W", "-f", "${binary:Package} ${Version} ${db:Status-Status}\n"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = (line.split(" ") for line in listing.splitlines())
    return {name: version for name, version, state in rows if state == "installed"}


def python():
    found = {"python": platform.python_version()}
    for distribution in importlib.metadata.distributions():
        # The first on the path is the one that is imported.
        found.setdefault(distribution.metadata["Name"].lower(), distribution.version)
    return found


def mounts():
    found = {}
    with open("/proc/self/mountinfo", encoding="utf-8") as table:
        for line in table:
            fields = line.split(" ")
            kind = fields[fields.index("-") + 1]
            found[fields[4]] = f"{kind} {'read-only' if 'ro' in fields[5].split(',') else 'read-write'}"
    return found


def first(*paths):
    for path in paths:
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read().strip()
    return "none"


def limits():
    found = {
        name[7:].lower(): "/".join(str(value) for value in resource.getrlimit(getattr(resource, name)))
        for name in dir(resource)
        # OFILE is another name of NOFILE.
        if name.startswith("RLIMIT_") and name != "RLIMIT_OFILE"
    }
    groups = "/sys/fs/cgroup"
    found["processors"] = str(len(os.sched_getaffinity(0)))
    found["memory"] = first(f"{groups}/memory.max", f"{groups}/memory/memory.limit_in_bytes")
    quota = first(f"{groups}/cpu.max", f"{groups}/cpu/cpu.cfs_quota_us")
    found["cpu"] = f"{quota} {first(f'{groups}/cpu/cpu.cfs_period_us')}"
    return found


def user():
    entry = pwd.getpwuid(os.getuid())
    mask = os.umask(0)
    os.umask(mask)
    return {
        "name": entry.pw_name,
        "uid": str(os.getuid()),
        "gid": str(os.getgid()),
        "groups": " ".join(str(group) for group in sorted(os.getgroups())),
        "home": os.path.expanduser("~"),
        "umask": f"{mask:03o}",
    }


print(
    json.dumps(
        {
            "debian": debian(),
            "python": python(),
            "variables": {name: "set" for name in os.environ},
            "mounts": mounts(),
            "limits": limits(),
            "user": user(),
        }
    )
)
