"""Runs papermill for the agent: imports it while the agent still fetches the job, then reads the job from standard input.

Standard output carries one JSON message a line to the agent; everything that papermill and the kernel print goes to
standard error.
"""

import json
import os
import signal
import sys

channel = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
jobs = os.fdopen(os.dup(0), "r", encoding="utf-8")
os.dup2(2, 1)
null = os.open(os.devnull, os.O_RDONLY)
os.dup2(null, 0)
os.close(null)


def tell(kind, **values):
    channel.write(json.dumps({"kind": kind, **values}) + "\n")


def tell_failure(error, **values):
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    tell("failed", failure={"type": name, "message": str(error)[:4000], **values})


try:
    import logging
    import platform
    import traceback

    import agent_parameters
    import nbformat
    import papermill
    from jupyter_client import AsyncKernelManager
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    from jupyter_client.provisioning import KernelProvisionerFactory
    from nbclient.exceptions import DeadKernelError
    from papermill.engines import NBClientEngine, papermill_engines
    from papermill.exceptions import PapermillExecutionError
    from papermill.iorw import LocalHandler, load_notebook_node, papermill_io
    from traitlets.config import Config
except ImportError as error:
    tell_failure(error)
    raise

# Loaded at first use otherwise: the notebook schema and the kernel provisioners.
nbformat.reads('{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}', as_version=4)
KernelProvisionerFactory.instance()

manager = None


class PromptKernelManager(AsyncKernelManager):
    """Sees the end of a kernel within 10 ms in place of 100."""

    async def _async_wait(self, pollinterval=0.1):
        await super()._async_wait(pollinterval=0.01)


class AgentEngine(NBClientEngine):
    """Papermill's own engine, with kernels on sockets in the file system and word of each cell."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **kwargs):
        global manager
        manager = nb_man
        follow(nb_man)
        runtime = os.environ["JUPYTER_RUNTIME_DIR"]
        os.makedirs(runtime, mode=0o700, exist_ok=True)
        config = Config(KernelManager={"transport": "ipc", "ip": os.path.join(runtime, f"kernel-{os.getpid()}")})
        return super().execute_managed_notebook(
            nb_man, kernel_name, config=config, kernel_manager_class=PromptKernelManager, **kwargs
        )


def follow(nb_man):
    start, complete = nb_man.cell_start, nb_man.cell_complete

    def cell_start(cell, cell_index=None, **kwargs):
        tell("cell", cell=cell_index, state="running")
        return start(cell, cell_index, **kwargs)

    def cell_complete(cell, cell_index=None, **kwargs):
        if sys.exc_info()[0] is not None:
            # A dead kernel or a timeout: papermill would call this cell and all behind it completed.
            cell.metadata.papermill["status"] = nb_man.FAILED
            cell.metadata.papermill["exception"] = True
        failed = cell.metadata.papermill["status"] == nb_man.FAILED
        tell("cell", cell=cell_index, state="failed" if failed else "completed")
        return complete(cell, cell_index, **kwargs)

    nb_man.cell_start, nb_man.cell_complete = cell_start, cell_complete


class WholeFiles(LocalHandler):
    """Replaces the result notebook in one step, so that it can be read whenever papermill is killed."""

    def write(self, buf, path):
        part = f"{path}.part"
        with open(part, "w", encoding="utf-8") as file:
            file.write(buf)
        os.replace(part, path)


def stop(signum, frame):
    # The notebook as it is now, with this cell running and the others pending; the agent ends the kernel.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        if manager is not None:
            manager.save()
    finally:
        os._exit(128 + signum)


def parameters_of(job):
    values = agent_parameters.merged(job)
    if job["strict"] and values:
        schema = agent_parameters.schema_of(load_notebook_node(job["inputPath"]), job.get("kernel"))
        tell("schema", schema=schema)
        agent_parameters.check(schema, values)
    for name in agent_parameters.secrets_in(values):
        agent_parameters.secret_place(name)
    agent_parameters.teach_papermill()
    return values


def run(job):
    os.environ.update(job["environment"])
    parameters = parameters_of(job)
    if "workingFolder" in job:
        os.chdir(job["workingFolder"])
        os.environ["PWD"] = job["workingFolder"]
    if job["linkOutputs"] and not os.path.lexists("outputs"):
        os.symlink(os.environ["CLOUD_WORKSPACES_OUTPUTS"], "outputs")
    # As JupyterLab tells its kernels which notebook they are for.
    os.environ["JPY_SESSION_NAME"] = os.path.join(os.getcwd(), job["notebookName"])
    logging.basicConfig(level="INFO", format="%(message)s")
    papermill_engines.register(None, AgentEngine)
    papermill_io.register(job["outputPath"], WholeFiles())
    papermill.execute_notebook(
        job["inputPath"],
        job["outputPath"],
        parameters=parameters,
        kernel_name=job.get("kernel"),
        progress_bar=False,
        log_output=True,
        autosave_cell_every=job["autosaveSeconds"],
        start_timeout=job["startTimeoutSeconds"],
        execution_timeout=job.get("cellTimeoutSeconds"),
    )


def main():
    tell("ready", papermillVersion=papermill.__version__, pythonVersion=platform.python_version())
    line = jobs.readline()
    jobs.close()
    if not line:
        return 0
    signal.signal(signal.SIGTERM, stop)
    try:
        run(json.loads(line))
    except PapermillExecutionError as error:
        tell_failure(error, cell=error.cell_index, exceptionName=error.ename, exceptionValue=error.evalue[:4000])
        traceback.print_exc()
        return 1
    except NoSuchKernel as error:
        names = ", ".join(sorted(KernelSpecManager().find_kernel_specs())) or "none"
        error.args = (f"The kernel {error.name} does not exist here; there are: {names}.",)
        tell("failed", failure={"type": "jupyter_client.kernelspec.NoSuchKernel", "message": error.args[0]})
        traceback.print_exc()
        return 1
    except DeadKernelError as error:
        tell_failure(error)
        traceback.print_exc()
        return 138
    except Exception as error:
        tell_failure(error)
        traceback.print_exc()
        return 1
    return 0


code = main()
logging.shutdown()
sys.stdout.flush()
sys.stderr.flush()
channel.close()
# Notebook and kernel are done. The interpreter's own way out takes 3.2 s more in about one of ten runs.
os._exit(code)
