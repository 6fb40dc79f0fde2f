"""Read by every kernel of IPython: after each cell, says why pip found nothing in it."""


def _watch_pip() -> None:
    import os
    import subprocess
    import sys

    from IPython import get_ipython

    home = os.path.expanduser("~")
    ours = os.path.join(home, ".cache", "package-login", "pip-")
    if not os.environ.get("PIP_LOG", ours).startswith(ours):
        return  # a log that somebody wants for himself stays his
    log = f"{ours}{os.getpid()}.log"
    os.environ["PIP_LOG"] = log

    def explain(*_: object) -> None:
        if os.path.exists(log):
            words = ["sh", os.path.join(home, ".packages", "why"), log]
            sys.stderr.write(subprocess.run(words, capture_output=True, text=True).stderr)

    get_ipython().events.register("post_run_cell", explain)


_watch_pip()
del _watch_pip
