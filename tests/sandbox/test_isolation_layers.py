"""The layers one by one: what each is made of, and what is said when it is not to be had."""

from __future__ import annotations

import ast
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

import autograder
from autograder.sandbox import isolation
from autograder.sandbox.isolation import (
    FALLBACK,
    LEVELS,
    NAMESPACES,
    NONE,
    Unavailable,
    cgroups,
    filesystem,
    kernel,
    landlock,
    levels,
    privileges,
    processes,
    rlimits,
    seccomp,
)

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_knows_each_call_by_its_right_number(machine: str):
    """The numbers are those of libseccomp, on both processors."""
    library = pytest.importorskip("pyseccomp", exc_type=(ImportError, RuntimeError))
    arch = {"x86_64": library.Arch.X86_64, "aarch64": library.Arch.AARCH64}[machine]
    numbers = seccomp.numbers(machine)
    assert numbers == {name: library.resolve_syscall(arch, name) for name in numbers}
    assert len(set(numbers.values())) == len(numbers)


def emulate(program: bytes, number: int, args: tuple[int, ...] = (), audit: int = 0xC000003E) -> int:
    """What the kernel would do with a system call: run the BPF program over ``struct seccomp_data``."""
    data = struct.pack("<iIQ6Q", number, audit, 0, *args, *[0] * (6 - len(args)))
    code = list(struct.iter_unpack("<HBBI", program))
    accumulator = position = 0
    while True:
        operation, if_true, if_false, value = code[position]
        position += 1
        if operation == 0x06:
            return value
        if operation == 0x20:
            accumulator = struct.unpack_from("<I", data, value)[0]
            continue
        test = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[
            operation
        ]
        position += if_true if test else if_false


ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026


@pytest.mark.parametrize(
    ("number", "args", "action"),
    [
        (0, (), ALLOW),
        (59, (), EPERM),
        (999, (), ENOSYS),
        (0x40000000, (), KILL),
        (56, (17,), ALLOW),
        (56, (0x3D0F00,), ALLOW),
        (56, (0x10000000 | 17,), EPERM),
        (56, (0x20000,), EPERM),
        (435, (), ENOSYS),
        (41, (1, 1), ALLOW),
        (41, (2, 1), EPERM),
        (41, (16, 3), EPERM),
        (157, (15,), ALLOW),
        (157, (22,), EPERM),
        (157, (4,), EPERM),
        (16, (0, 0x5401), ALLOW),
        (16, (0, 0x5412), EPERM),
        (302, (0,), ALLOW),
        (302, (1,), EPERM),
        (90, (), ALLOW),
    ],
)
def test_the_filter_decides_by_call_and_argument(number: int, args: tuple[int, ...], action: int):
    """Allowed, refused or killed, as documented; a flag in the upper half of an int argument changes nothing."""
    program = seccomp.program(alone=True, machine="x86_64")
    assert emulate(program, number, args) == action
    if args and action == EPERM:
        assert emulate(program, number, (args[0] | 1 << 40, *args[1:])) == EPERM


def test_the_filter_kills_foreign_architectures():
    """A 32-bit call has other numbers."""
    assert emulate(seccomp.program(alone=True, machine="x86_64"), 0, audit=0x40000003) == KILL


def test_without_namespaces_the_filter_refuses_more():
    """Named sockets, modes and times, and signals where nothing else keeps them inside."""
    program = seccomp.program(alone=False, signals=False, machine="x86_64")
    numbers = seccomp.numbers("x86_64")
    for name in ("socket", "connect", "bind", "chmod", "fchmod", "utimensat", "kill", "tkill"):
        assert emulate(program, numbers[name], (1,)) == EPERM, name
    for name in ("socketpair", "tgkill", "read", "fork"):
        assert emulate(program, numbers[name], (1,)) == ALLOW, name


def test_an_unknown_processor_is_said_to_be_unknown():
    """No filter is better than a wrong one only when it is said."""
    with pytest.raises(Unavailable, match="riscv64.*x86_64"):
        seccomp.program(alone=True, machine="riscv64")


@pytest.mark.parametrize(("version", "size"), [(1, 8), (3, 8), (4, 16), (5, 16), (6, 24), (7, 24)])
def test_landlock_asks_only_for_what_its_version_knows(version: int, size: int):
    """The attributes' size grows with the version; nothing is handled that the kernel would refuse."""
    assert len(landlock.ruleset_attributes(version)) == size
    assert landlock.handled(version) < 1 << {1: 13, 3: 15, 4: 15, 5: 16, 6: 16, 7: 16}[version]


def test_an_old_landlock_is_not_enough(monkeypatch: pytest.MonkeyPatch):
    """What is there and what is needed are both said."""
    monkeypatch.setattr(kernel, "landlock_create_ruleset", lambda *_: 2)
    assert landlock.abi() == 2
    with pytest.raises(Unavailable, match="ABI 2, and 3 is needed"):
        landlock.abi(3)


def test_a_kernel_without_landlock(monkeypatch: pytest.MonkeyPatch):
    """The reason and the remedy are said."""

    def refuse(*_: object) -> int:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(kernel, "landlock_create_ruleset", refuse)
    with pytest.raises(Unavailable, match="5.13"):
        landlock.abi()


def test_the_view_holds_the_package_and_never_its_neighbours():
    """Not the folder above the package, not a home, not /etc as a whole."""
    shown = filesystem.readable_paths()
    package = Path(autograder.__file__).resolve().parent
    assert any(package.is_relative_to(path) for path in shown)
    for hidden in (
        package.parent,
        Path.home(),
        Path("/"),
        Path("/etc"),
        Path("/tmp"),
        Path("/var"),
        Path("/usr"),
    ):
        assert str(hidden) not in shown


def test_a_course_in_the_folder_of_its_environment_is_not_shown():
    """Of an environment's folder its own parts are taken, never the whole: `python -m venv .` is a habit of some."""
    shown = filesystem.readable_paths()
    for prefix in (sys.prefix, sys.base_prefix):
        assert prefix not in shown and f"{prefix}/solutions" not in shown


def test_the_view_of_a_python_of_the_system_is_not_all_of_usr(monkeypatch: pytest.MonkeyPatch):
    """Where the prefix is shared with everything else, only Python's own folders are taken."""
    for name in ("prefix", "exec_prefix", "base_prefix", "base_exec_prefix"):
        monkeypatch.setattr(sys, name, "/usr")
    assert "/usr" not in filesystem.readable_paths()


@pytest.mark.parametrize("level", [FALLBACK, NAMESPACES])
def test_a_level_that_is_not_to_be_had_says_so(level: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """What was asked for, why not, what there is, and what to do."""
    monkeypatch.setattr(levels, "why_not", lambda name, *_: "no such luck." if name == level else None)
    with pytest.raises(Unavailable) as caught:
        levels.choose(level, str(tmp_path), [], rlimits.Limits())
    other = NAMESPACES if level == FALLBACK else FALLBACK
    for part in (level, "no such luck", f"There is '{other}'", "doctor"):
        assert part in str(caught.value)


def test_auto_takes_the_strongest_and_never_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Where nothing works it says so rather than go without."""
    monkeypatch.setattr(levels, "why_not", lambda name, *_: None if name == NONE else "broken.")
    with pytest.raises(Unavailable, match="must be asked for by name"):
        levels.choose("auto", str(tmp_path), [], rlimits.Limits())


def test_the_levels_are_those_with_a_class():
    """Every name has a level behind it, and every level a name."""
    assert set(levels.BY_NAME) == set(LEVELS)


def test_no_module_needs_linux_to_be_imported():
    """Nothing that only Linux has is imported at the top, unless a missing one is caught."""
    only_unix = {"fcntl", "resource", "pwd", "grp", "termios", "posix"}
    worker = Path(isolation.__file__).parent.parent
    for path in [
        *worker.rglob("*.py"),
        worker.parent / "grading" / "process.py",
        worker.parent / "grading" / "doctor.py",
    ]:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import):
                assert not only_unix & {alias.name for alias in node.names}, path


def test_isolation_imports_nothing_but_the_standard_library_and_itself():
    """It runs in the untrusted half."""
    for path in Path(isolation.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for name in names:
                top = name.split(".")[0]
                assert (
                    top in sys.stdlib_module_names
                    or name == "autograder"
                    or name.startswith("autograder.sandbox")
                ), path


def test_memory_of_a_process_alone_is_bounded_by_the_same_number():
    """A limit in MiB gives limits that fit together."""
    limits = rlimits.for_memory(512)
    assert limits.memory == limits.data == 512 * 2**20 < limits.address_space


def kills(group: cgroups.Group) -> int:
    """How often the kernel has ended a process of a group because memory ran out."""
    files = [folder / name for name in ("memory.events", "memory.oom_control") for folder in group.folders]
    lines = [line for file in files if file.exists() for line in file.read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("oom_kill "))


@linux
def test_a_control_group_holds_and_goes():
    """Where one can be made: a process that takes more than the limit is killed, and it is taken away afterwards."""
    try:
        group = cgroups.create(rlimits.for_memory(256))
    except Unavailable as exc:
        pytest.skip(str(exc))
    group.close_in()
    assert kills(group) == 0
    with subprocess.Popen(
        [sys.executable, "-S", "-c", "input(); x = b'x' * (400 << 20)"], stdin=subprocess.PIPE
    ) as child:
        group.add(child.pid)
        child.communicate(b"\n")
    assert child.returncode == -9 and kills(group) == 1
    group.remove()
    assert not any(folder.exists() for folder in group.folders)


def test_a_group_of_version_two_is_made_beside_our_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Where our parent hands the memory controller down; limits count from what the zygote uses."""
    own = tmp_path / "app.slice" / "terminal.scope"
    monkeypatch.setattr(cgroups, "_own_group", lambda of: (tmp_path, own) if of is None else None)
    own.mkdir(parents=True)
    with pytest.raises(Unavailable, match="no memory controller"):
        cgroups.create(rlimits.for_memory(256))
    (tmp_path / "app.slice" / "cgroup.subtree_control").write_text("cpu memory pids")
    (tmp_path / "app.slice" / "cgroup.procs").touch()
    group = cgroups.create(rlimits.for_memory(256))
    (folder,) = group.folders
    assert folder.parent == tmp_path / "app.slice"
    for name in ("memory.max", "memory.swap.max", "pids.max"):
        (folder / name).touch()
    (folder / "memory.stat").write_text("anon 1000\nfile 99999\nshmem 24\n")
    (folder / "memory.events").write_text("low 0\noom 3\noom_kill 2\n")
    group.close_in()
    assert (folder / "memory.max").read_text() == str(1024 + 256 * 2**20)
    assert (folder / "memory.swap.max").read_text() == "0" and kills(group) == 2


@linux
def test_usage_counts_processes_and_folder(tmp_path: Path):
    """More processes, memory or files than allowed are noticed; less is not."""
    small = rlimits.Limits(processes=1, inodes=2)
    me = os.getpid()
    assert processes.too_much([me], None, rlimits.Limits(memory=2**50)) is None
    assert processes.too_much([me], None, rlimits.Limits(memory=1)) == "memory"
    assert processes.too_much([me, me], None, small) == "processes"
    for name in "abc":
        (tmp_path / name).touch()
    assert processes.too_much([me], str(tmp_path), rlimits.Limits(memory=2**50, inodes=2)) == "folder"


@linux
def test_descendants_are_found_except_some():
    """A child of ours is one of them, unless it is left out."""
    with subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in processes.descendants(os.getpid()) and child.pid in processes.own_children()
        assert child.pid not in processes.descendants(os.getpid(), [child.pid])
        child.kill()


@linux
def test_an_unprivileged_user_is_one_that_nobody_has():
    """Far above any person's number, another for each worker."""
    numbers = {privileges.unprivileged(n) for n in range(100)}
    assert len(numbers) == 100 and min(numbers) > 60000


def test_links_on_the_way_are_made_again(tmp_path: Path):
    """The first link of a path is found, wherever it stands."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert filesystem._first_link(f"{tmp_path}/link/deeper") == f"{tmp_path}/link"
    assert filesystem._first_link(f"{tmp_path}/real") is None
