"""Runs JupyterLab for the agent: imports it while the agent still claims the session, then reads its settings, one line
of JSON, from standard input. The token is neither in the command line nor in the environment of anything that it starts.
Nothing that is made before it serves becomes garbage, and looking for some would take a sixth of that time.
"""

import gc
import json
import os
import sys

gc.disable()

jobs = os.fdopen(os.dup(0), "r", encoding="utf-8")
null = os.open(os.devnull, os.O_RDONLY)
os.dup2(null, 0)
os.close(null)

from jupyterlab.labapp import LabApp  # noqa: E402

line = jobs.readline()
jobs.close()
if not line:
    sys.exit(0)
settings = json.loads(line)
os.environ.update(settings["environment"])
os.environ["JUPYTER_TOKEN"] = settings["token"]
server = LabApp.initialize_server(settings["arguments"])
if server.identity_provider.token != settings["token"]:
    sys.exit("The image's Jupyter server does not take the session's token.")
del os.environ["JUPYTER_TOKEN"]
gc.freeze()
gc.enable()
server.start()
