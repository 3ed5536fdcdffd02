"""Tells what this Python has, as one line of JSON. Runs as the user, in any image."""
import importlib.metadata
import json
import subprocess
import sys


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def kernels():
    try:
        from jupyter_client.kernelspec import KernelSpecManager

        return sorted(KernelSpecManager().find_kernel_specs())
    except Exception:
        return []


def debian():
    try:
        with open("/etc/cloud-workspaces/packages.lock") as lock:
            return lock.read().splitlines()
    except OSError:
        pass
    try:
        query = ["dpkg-query", "--show", "--showformat", "${Package}=${Version}\n"]
        return sorted(subprocess.run(query, capture_output=True, text=True, check=True).stdout.splitlines())
    except (OSError, subprocess.CalledProcessError):
        return []


def python():
    """What pip or conda has put there: Debian's own packages are in Debian's list."""
    found = {
        f"{item.metadata['Name']}=={item.version}"
        for item in importlib.metadata.distributions()
        if not str(item.locate_file("")).startswith("/usr/lib/python3/")
    }
    return sorted(found)


system = debian()
report = {
    "python": sys.version.split()[0],
    "papermill": version("papermill"),
    "nbconvert": version("nbconvert"),
    "jupyterlab": version("jupyterlab"),
    "kernels": kernels(),
    "packages": system + [line for line in python() if line not in system],
}
print(json.dumps(report))
