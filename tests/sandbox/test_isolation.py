"""Hostile programs in real workers at every level that the machine offers; each has an observable that says who won."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading.process import Zygote
from autograder.sandbox.isolation import FALLBACK, NAMESPACES
from tests.course import let_in
from tests.sandbox.talk import DEAD, MEMORY_MB, SMALL, Talk, has_ended, honest, told

CANARY = "canary-8c1f0e"
TRY = """
import contextlib, ctypes, errno, os, socket, sys
def attempt(action):
    try:
        return repr(action())
    except BaseException as exc:
        return "refused: " + type(exc).__name__
"""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that only the marker's side may read; its folder may be entered by anybody."""
    let_in(tmp_path)
    path = tmp_path / "hidden" / "test_relu.py"
    path.parent.mkdir()
    path.write_text(CANARY)
    path.chmod(0o666)
    return path


READERS = {
    "open": "said = attempt(lambda: open({path!r}).read())",
    "os.open": "said = attempt(lambda: os.read(os.open({path!r}, os.O_RDONLY), 99))",
    "through /proc/1/root": "said = attempt(lambda: open('/proc/1/root' + {path!r}).read())",
    "through the parent's root": "said = attempt(lambda: open(f'/proc/{{os.getppid()}}/root' + {path!r}).read())",
    "through /proc/self/cwd": "said = attempt(lambda: open('/proc/self/cwd/../../../../../..' + {path!r}).read())",
    "symbolic link": "os.symlink({path!r}, 'link'); said = attempt(lambda: open('link').read())",
    "hard link": "said = attempt(lambda: (os.link({path!r}, 'hard'), open('hard').read()))",
    "rename": "said = attempt(lambda: (os.rename({path!r}, 'mine'), open('mine').read()))",
    "mmap": "import mmap\nsaid = attempt(lambda: mmap.mmap(os.open({path!r}, os.O_RDONLY), 0, prot=1)[:])",
    "torch.load": "import torch\nsaid = attempt(lambda: torch.load({path!r}, weights_only=False))",
    "import": "import importlib.util as u\ns = u.spec_from_file_location('hidden', {path!r})\n"
    "said = attempt(lambda: s.loader.get_data({path!r}))",
    "runpy": "import runpy\nsaid = attempt(lambda: runpy.run_path({path!r}))",
    "%load": "said = attempt(lambda: get_ipython().find_user_code({path!r}))",
    "linecache": "import linecache\nsaid = repr(linecache.getlines({path!r}))",
    "listing": "said = attempt(lambda: [n for _, _, names in os.walk({folder!r}) for n in names])",
    "open descriptors": "said = attempt(lambda: [os.readlink(f'/proc/self/fd/{{n}}') for n in os.listdir('/proc/self/fd')])",
    "name_to_handle_at": "said = attempt(lambda: ctypes.CDLL(None).open_by_handle_at(0, b'0' * 64, 0))",
}


def test_a_hidden_file_cannot_be_read(zygote: Zygote, secret: Path):
    """Whatever the way, neither the content nor the name of a hidden file comes back."""
    places = {"path": str(secret), "folder": str(secret.parent)}
    said = told(zygote, {how: TRY + source.format(**places) for how, source in READERS.items()})
    assert not [how for how, words in said.items() if CANARY in str(words) or secret.name in str(words)]


WRITERS = {
    "write": "said = attempt(lambda: open({path!r}, 'w').write('0wned'))",
    "truncate": "said = attempt(lambda: os.truncate({path!r}, 0))",
    "unlink": "said = attempt(lambda: os.unlink({path!r}))",
    "chmod": "said = attempt(lambda: os.chmod({path!r}, 0))",
    "sqlite": "import sqlite3\nsaid = attempt(lambda: sqlite3.connect({path!r}).execute('create table score (x)'))",
    "rename over": "open('f', 'w').write('0wned'); said = attempt(lambda: os.replace('f', {path!r}))",
    "new file": "said = attempt(lambda: open({folder!r} + '/new', 'w').write('0wned'))",
    "shutil.rmtree": "import shutil\nsaid = attempt(lambda: shutil.rmtree({folder!r}))",
}


def test_a_file_outside_cannot_be_changed(zygote: Zygote, secret: Path):
    """Course, gradebook and other submissions are as they were."""
    before = (secret.read_text(), secret.stat().st_mode, sorted(secret.parent.iterdir()))
    places = {"path": str(secret), "folder": str(secret.parent)}
    said = told(zygote, {how: TRY + source.format(**places) for how, source in WRITERS.items()})
    assert (secret.read_text(), secret.stat().st_mode, sorted(secret.parent.iterdir())) == before, said


def test_the_interpreter_and_this_package_cannot_be_changed(talk: Talk):
    """A later worker runs the code that was installed."""
    import autograder

    target = Path(autograder.__file__).parent / "canary.py"
    talk.run(
        TRY + f"said = attempt(lambda: open({str(target)!r}, 'w').write('1'))\n"
        "said += attempt(lambda: open(os.__file__, 'a').write('#'))\nsaid += attempt(lambda: os.mkdir(sys.prefix + '/x'))"
    )
    assert not target.exists() and not os.path.exists(f"{sys.prefix}/x")


def test_what_lies_beside_the_package_is_not_shown(talk: Talk):
    """Of a checkout only the package's folder can be read: not solutions, not hidden tests."""
    import autograder

    beside = Path(autograder.__file__).parent.parent
    said = str(talk.run(TRY + f"said = attempt(lambda: os.listdir({str(beside)!r}))"))
    assert "solutions" not in said and "tests" not in said


def test_the_environment_tells_nothing(zygote: Zygote, monkeypatch: pytest.MonkeyPatch):
    """No variable of the marker's reaches a worker, not through its own environment and not through /proc."""
    monkeypatch.setenv("AUTOGRADER_TOKEN", CANARY)
    with Zygote(zygote.isolation) as other, other.spawn() as worker:
        said = Talk(worker).run(
            TRY
            + """
said = repr(dict(os.environ))
for name in [*range(1, 4000), "self", os.getppid()]:
    for file in ("environ", "cmdline"):
        with contextlib.suppress(OSError):
            said += open(f"/proc/{name}/{file}").read()
"""
        )
    assert CANARY not in said and "pytest" not in said


def test_the_memory_of_a_worker_holds_nothing_of_the_markers(talk: Talk):
    """No module of the marker's, of the tests', or of the course's is loaded where a student can look."""
    said = talk.run(
        "import sys\nsaid = sorted({m for m in sys.modules if m.startswith('autograder')}"
        " | {'pytest', 'hypothesis', 'nbgrader'} & set(sys.modules))"
    )
    ours = {name for name in said if not name.startswith(("autograder.sandbox", "autograder.d2l"))}
    assert ours <= {
        "autograder",
        "autograder.core",
        "autograder.core.values",
        "autograder.core.text",
        "autograder.core.clean",
        "autograder.core.fonts",
        "autograder.student",
        "autograder.student.check",  # what notebooks import; it does nothing here
        "autograder.student.hint",
    }


def test_no_descriptor_but_its_own_socket(talk: Talk):
    """0, 1 and 2 are the null device, 3 the socket; nothing else came along (4 is the listing itself)."""
    assert talk.run("import os\nsaid = sorted(os.listdir('/proc/self/fd'))") == ["0", "1", "2", "3", "4"]
    assert talk.run("said = [os.readlink(f'/proc/self/fd/{n}') for n in range(3)]") == ["/dev/null"] * 3


def test_it_is_not_root_and_has_no_privilege(zygote: Zygote, talk: Talk):
    """An ordinary user without capabilities, who cannot become another; where it stays root the level says so."""
    said = talk.run(
        TRY
        + """
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
said = [os.getuid() > 0 and os.geteuid() > 0 and 0 not in os.getgroups(), int(status["CapEff"], 16), int(status["CapPrm"], 16),
        status["NoNewPrivs"].strip(), status["Seccomp"].strip(), attempt(lambda: os.setuid(0)), attempt(lambda: os.chroot("."))]
"""
    )
    assert said[:5] == ["as root" not in zygote.level, 0, 0, "1", "2"] and all(
        line.startswith("refused") for line in said[5:]
    )


CALL = """
def call(*args):
    result = ctypes.CDLL(None, use_errno=True).syscall(*args)
    if result == -1:
        raise OSError(ctypes.get_errno(), "")
    return result
"""
CALLS = {
    "execve": "os.execv(sys.executable, [sys.executable, '-c', ''])",
    "subprocess": "__import__('subprocess').check_output(['/bin/sh', '-c', 'id'])",
    "memfd_create": "os.memfd_create('bomb')",
    "ptrace": "call(101, 16, os.getppid(), 0, 0)",
    "process_vm_readv": "call(310, os.getppid(), 0, 0, 0, 0, 0)",
    "unshare user": "call(272, 0x10000000)",
    "clone new user": "call(56, 0x10000000 | 17, 0, 0, 0, 0)",
    "clone3": "call(435, ctypes.create_string_buffer(88), 88)",
    "setns": "call(308, 3, 0)",
    "mount": "call(165, b'none', b'.', b'tmpfs', 0, 0)",
    "umount": "call(166, b'/proc', 2)",
    "pivot_root": "call(155, b'.', b'.')",
    "bpf": "call(321, 0, 0, 0)",
    "userfaultfd": "call(323, 0)",
    "io_uring": "call(425, 8, ctypes.create_string_buffer(256))",
    "keyctl": "call(250, 0, -3, 0)",
    "perf_event_open": "call(298, ctypes.create_string_buffer(128), 0, -1, -1, 0)",
    "shmget": "call(29, 0, 1 << 30, 0o1600)",
    "mq_open": "call(240, b'q', 0o102, 0o600, 0)",
    "x32 getpid": "call(0x40000000 | 39)",
    "inet socket": "socket.socket()",
    "datagram socket": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "inet6 socket": "socket.socket(socket.AF_INET6)",
    "netlink socket": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "packet socket": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "vsock": "socket.socket(40, socket.SOCK_STREAM)",
    "sethostname": "socket.sethostname('0wned')",
    "reboot": "call(169, 0xfee1dead, 672274793, 0x1234567, 0)",
    "settimeofday": "__import__('time').clock_settime(0, 0)",
    "setpriority": "os.setpriority(os.PRIO_PROCESS, 0, -20)",
    "mlock": "call(149, ctypes.create_string_buffer(4096), 4096)",
    "pidfd_getfd": "call(438, 3, 0, 0)",
    "ioctl TIOCSTI": "__import__('fcntl').ioctl(0, 0x5412, b'x')",
}


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are this processor's")
def test_a_dangerous_call_is_refused(zygote: Zygote):
    """The kernel says no, or the process is killed for asking; it never gets what it asked for."""
    said = told(
        zygote, {name: TRY + CALL + f"said = attempt(lambda: {call})" for name, call in CALLS.items()}
    )
    given = {name: words for name, words in said.items() if words != DEAD and not words.startswith("refused")}
    assert not given


def test_nothing_reaches_the_network(talk: Talk):
    """Neither a connection, nor a datagram, nor one through a socket of the host's file system arrives."""
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
    ):
        udp.bind(("127.0.0.1", 0))
        talk.run(
            TRY
            + f"""
attempt(lambda: socket.create_connection(("127.0.0.1", {tcp.getsockname()[1]}), 1))
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", {udp.getsockname()[1]})))
attempt(lambda: __import__("urllib.request").request.urlopen("http://127.0.0.1:{tcp.getsockname()[1]}", timeout=1))
said = 1
"""
        )
        assert select.select([tcp, udp], [], [], 0.2)[0] == []


def test_no_unix_socket_of_the_hosts_can_be_reached(talk: Talk, tmp_path: Path):
    """Neither one with a path nor an abstract one."""
    with socket.socket(socket.AF_UNIX) as named, socket.socket(socket.AF_UNIX) as abstract:
        os.chdir(tmp_path)
        named.bind("s")
        os.chmod("s", 0o777)
        abstract.bind(b"\0" + CANARY.encode())
        for listener in (named, abstract):
            listener.listen()
        talk.run(
            TRY
            + f"""
attempt(lambda: socket.socket(socket.AF_UNIX).connect({str(tmp_path / "s")!r}))
attempt(lambda: socket.socket(socket.AF_UNIX).connect(b"\\0{CANARY}"))
said = 1
"""
        )
        assert select.select([named, abstract], [], [], 0.2)[0] == []


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    """Somebody else's process; root's when we are root."""
    with subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(600)"]) as process:
        yield process
        process.kill()


@pytest.mark.parametrize(
    "how",
    [
        "os.kill(-1, 9)",
        "os.kill(os.getppid(), 9)",
        "os.killpg(0, 0) or os.kill({pid}, 9)",
        "[attempt(lambda: os.kill(p, 9)) for p in range(2, 40000) if p != os.getpid()]",
    ],
)
def test_no_process_outside_can_be_killed(
    zygote: Zygote, talk: Talk, bystander: subprocess.Popen[bytes], how: str
):
    """A bystander, the zygote and another worker live on."""
    with zygote.spawn() as other:
        talk.run(TRY + "said = attempt(lambda: " + how.format(pid=bystander.pid) + ")", seconds=10)
        assert bystander.poll() is None
        assert Talk(other).run("said = 2") == 2


DAEMONS = {
    "fork": "if os.fork() == 0:\n    time.sleep(600)",
    "double fork and setsid": "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(600)\n    os._exit(0)",
    "ignores signals": "for n in range(1, 32):\n    try: signal.signal(n, signal.SIG_IGN)\n    except OSError: pass\n"
    "if os.fork() == 0:\n    time.sleep(600)",
    "thread": "import threading\nthreading.Thread(target=time.sleep, args=(600,)).start()",
    "a chain that forks on": "if os.fork() == 0:\n    end = time.time() + 600\n    while time.time() < end:\n"
    "        if os.fork():\n            os._exit(0)\n        time.sleep(0.01)",
}


@pytest.mark.parametrize("how", DAEMONS)
def test_nothing_is_left_behind(zygote: Zygote, how: str):
    """When a worker was killed, nobody holds its socket any more."""
    with zygote.spawn() as worker:
        Talk(worker).run("import os, time, signal\n" + DAEMONS[how] + "\nsaid = 1", seconds=2)
        worker.kill()
        worker.sock.settimeout(5)
        with contextlib.suppress(ConnectionResetError):
            while worker.sock.recv(65536):
                pass
        assert has_ended(worker, 5)


def test_a_fork_bomb_is_bounded_and_ends(zygote: Zygote, talk: Talk):
    """So many processes and no more; the machine stays usable and all of them go."""
    started = talk.run("""
import os, signal
count = 0
try:
    while count < 2000:
        if os.fork() == 0:
            signal.pause()
        count += 1
except OSError:
    pass
said = count
""")
    assert started == DEAD or started <= SMALL.processes
    talk.worker.kill()
    assert has_ended(talk.worker, 10)


def test_a_bomb_of_bombs_is_bounded_and_ends(talk: Talk):
    """Every child forks as well."""
    talk.run(
        "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass", seconds=1
    )
    talk.worker.kill()
    assert has_ended(talk.worker, 20)


BOMBS = {
    "heap": "while True: kept.append(bytearray(1 << 24))",
    "tensor": "while True: kept.append(torch.ones(1 << 22))",
    "shared mapping": "while True:\n    m = mmap.mmap(-1, 1 << 24)\n    m.write(b'x' * (1 << 24))\n    kept.append(m)",
    "stack": "import threading\ndef f(): b = bytearray(1 << 23); time.sleep(60)\n"
    "while True:\n    t = threading.Thread(target=f); t.start(); kept.append(t)",
    "children, private": "for _ in range(12):\n    if os.fork() == 0:\n        kept.append(b'x' * (400 << 20))\n        time.sleep(20)"
    "\nwhile True: time.sleep(1)",
    "children, shared": "for _ in range(12):\n    if os.fork() == 0:\n        m = mmap.mmap(-1, 400 << 20)\n"
    "        for i in range(0, 400 << 20, 4096): m[i] = 1\n        time.sleep(20)\nwhile True: time.sleep(1)",
    "tmpfs": "for n in range(200):\n    kept.append(open(f'/dev/shm/{n}', 'wb').write(b'x' * (1 << 24)))",
    "pipes": "while True:\n    r, w = os.pipe(); os.set_blocking(w, False)\n    kept.append(os.write(w, b'x' * 65536))",
    "sockets": "while True:\n    a, b = socket.socketpair(); a.setblocking(False)\n    kept += [a, b]\n    a.send(b'x' * 65536)",
}


@pytest.mark.parametrize("how", BOMBS)
def test_memory_is_bounded_for_all_processes_together(zygote: Zygote, how: str):
    """A bomb gets an error or is killed; the machine never gives it much more than a worker's share.

    What other tests take meanwhile is measured along: a bound that is passed is measured again.
    """
    for last in (False, False, True):
        before = _free_mb()
        with zygote.spawn() as worker:
            lowest = _watch(Talk(worker), "import os, mmap, time, socket, torch\nkept = []\n" + BOMBS[how])
        assert honest(zygote)
        if before - lowest < MEMORY_MB + 700:
            return
        assert not last, f"{before - lowest:.0f} MB were taken, beyond the limit"


def _watch(talk: Talk, source: str) -> float:
    """Run a program; the least free memory, in MB, while it ran or for 6 seconds."""
    import threading

    lowest, done = [_free_mb()], threading.Event()

    def look() -> None:
        while not done.wait(0.02):
            lowest.append(_free_mb())

    thread = threading.Thread(target=look)
    thread.start()
    talk.run(source, seconds=6)
    done.set()
    thread.join()
    talk.worker.kill()
    has_ended(talk.worker, 10)
    return min(lowest)


def _free_mb() -> float:
    line = next(
        line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemAvailable")
    )
    return int(line.split()[1]) / 1024


def test_the_disk_cannot_be_filled(zygote: Zygote, talk: Talk):
    """The work folder takes so much, in bytes and in files, and no more."""
    said = talk.run("""
import os
written = 0
try:
    for n in range(400):
        written += open(f"f{n}", "wb").write(b"x" * (1 << 20))
except OSError:
    pass
files = 0
try:
    for n in range(10000):
        os.close(os.open(f"g{n}", os.O_CREAT))
        files += 1
except OSError:
    pass
said = [written >> 20, files]
""")
    assert said == DEAD or (said[0] <= SMALL.folder >> 20 and said[1] <= SMALL.inodes)
    assert said != DEAD or zygote.isolation == FALLBACK


def test_one_file_cannot_be_huge(talk: Talk):
    """A sparse file of a terabyte is refused, too."""
    assert talk.run(
        TRY + "said = attempt(lambda: os.truncate(os.open('f', os.O_CREAT | os.O_RDWR), 1 << 40))"
    ) in (DEAD, "refused: OSError")


def test_a_later_worker_sees_nothing_of_an_earlier_one(zygote: Zygote, talk: Talk):
    """Files, shared memory and globals of one submission are not there for the next, nor for one beside it."""
    talk.run(
        TRY
        + f"""
for folder in (".", "/tmp", "/dev/shm", "/var/tmp"):
    attempt(lambda: open(folder + "/{CANARY}", "w").write("{CANARY}"))
os.environ["{CANARY}"] = "1"; torch_is = 1
sys.modules["{CANARY}"] = sys
said = 1
"""
    )
    with zygote.spawn() as other:
        said = Talk(other).run(
            TRY
            + """
names = []
for folder in (".", "..", "/tmp", "/dev/shm", "/var/tmp", os.environ["TMPDIR"]):
    for path, folders, files in os.walk(folder):
        names += files
said = repr([names, dict(os.environ), sorted(sys.modules), os.getcwd()])
"""
        )
    assert CANARY not in said


def test_other_workers_cannot_be_looked_into(zygote: Zygote, talk: Talk):
    """No process of another worker's can be read through /proc."""
    with zygote.spawn() as other:
        Talk(other).run(f"kept = '{CANARY}' * 100\nsaid = 1")
        said = talk.run(
            TRY
            + """
said = ""
for name in range(1, 40000):
    if name != os.getpid():
        for file in ("maps", "mem", "environ", "fd/3", "cwd/x"):
            if not attempt(lambda: open(f"/proc/{name}/{file}", "rb").read(100)).startswith("refused"):
                said += f"{name}/{file} "
"""
        )
    assert said == ""


def test_a_worker_that_hangs_in_any_way_can_be_killed(zygote: Zygote):
    """Ignored signals, a busy loop in C, a stopped process: SIGKILL by pidfd ends all of them."""
    deaf = (
        "import signal, time\nfor n in range(1, 64):\n    try: signal.signal(n, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\ntime.sleep(600)"
    )
    stopped = "import os, signal, time\nos.kill(os.getpid(), signal.SIGSTOP)\ntime.sleep(600)"
    for program in ("while True: pass", "sum(range(10**12))", deaf, stopped):
        with zygote.spawn() as worker:
            assert Talk(worker).ask("cell", None, "hang", program, None, seconds=0.3) is None
            worker.kill()
            assert has_ended(worker, 5)


def test_orphans_are_not_kept_while_the_worker_lives(zygote: Zygote, talk: Talk):
    """At the fallback level a daemon that leaves its worker is ended at once; at the strongest it dies with it."""
    if zygote.isolation == NAMESPACES:
        pytest.skip("the PID namespace holds it")
    talk.run(
        "import os, time\nr, w = os.pipe()\nif os.fork() == 0:\n    if os.fork() == 0:\n        os.close(r); time.sleep(600)\n"
        "    os._exit(0)\nos.close(w)\nos.wait()\nsaid = 1"
    )
    time.sleep(0.5)
    assert talk.run("import select\nsaid = bool(select.select([r], [], [], 5)[0])") is True


def test_ordinary_work_goes_on(talk: Talk):
    """What a notebook needs works: files in the work folder, threads, forks, temporary files, an event loop."""
    said = talk.run("""
import asyncio, getpass, os, tempfile, threading, torch
torch.save(torch.ones(3), "weights.pt")
with tempfile.NamedTemporaryFile() as file:
    file.write(b"x")
thread = threading.Thread(target=str); thread.start(); thread.join()
pid = os.fork()
if pid == 0: os._exit(7)
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
async def three(): return 3
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.savefig("figure.png")
said = [torch.load("weights.pt").tolist(), code, asyncio.new_event_loop().run_until_complete(three()), bool(os.getcwd())]
""")
    assert said == [[1.0, 1.0, 1.0], 7, 3, True]


def test_a_data_loader_with_workers_works_at_the_strongest_level(zygote: Zygote, talk: Talk):
    """It needs shared memory and named sockets, which only a worker with namespaces of its own may have."""
    if zygote.isolation != NAMESPACES:
        pytest.skip("refused without namespaces; see docs/security.md")
    assert talk.run("""
import torch
from torch.utils import data
loader = data.DataLoader(data.TensorDataset(torch.arange(8.0)), 4, num_workers=2)
said = [batch[0].tolist() for batch in loader]
""") == [[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0]]
