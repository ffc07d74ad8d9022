"""Programs in a process of their own, without the seconds that imports take: forks of one process that has done them."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SERVER = """
import atexit, gc, json, os, signal, sys, traceback
gc.freeze()
for line in sys.stdin:
    code, arguments, folder, environment, said = json.loads(line)
    if os.fork() == 0:
        signal.alarm(300)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.path.insert(0, folder)
        sys.argv = ["-c", *arguments]
        for number, path in enumerate(said, 1):
            os.dup2(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC), number)
        status = 0
        try:
            exec(code, {"__name__": "__main__"})
        except SystemExit as stop:
            status = int(stop.code or 0)
        except BaseException:
            traceback.print_exc()
            status = 1
        atexit._run_exitfuncs()
        sys.stdout.flush(), sys.stderr.flush()
        os._exit(status)  # taking down an interpreter with torch in it takes a second
    print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""


class WarmPython:
    """Runs programs as ``python -c`` would."""

    def __init__(self, server: subprocess.Popen[str], folder: Path) -> None:
        self._server, self._said = server, [str(folder / "stdout"), str(folder / "stderr")]

    def run(
        self, code: str, *arguments: str, cwd: Path, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run ``code`` with these arguments; its exit status and what it prints. It may take five minutes."""
        assert self._server.stdin and self._server.stdout
        job = [code, arguments, str(cwd), dict(env), self._said]
        self._server.stdin.write(json.dumps(job) + "\n")
        self._server.stdin.flush()
        status = int(self._server.stdout.readline())
        out, err = (Path(path).read_text(encoding="utf-8") for path in self._said)
        return subprocess.CompletedProcess([code, *arguments], status, out, err)


@contextmanager
def warm_python(imports: str, *options: str, env: Mapping[str, str]) -> Iterator[WarmPython]:
    """A Python that has executed ``imports``; it was started with these options and this environment."""
    pipe = subprocess.PIPE
    command = [sys.executable, *options, "-c", imports + SERVER]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, env=dict(env), stdin=pipe, stdout=pipe, text=True) as server,
    ):
        yield WarmPython(server, Path(folder))
