"""Machines that give less than this one: the calls are refused for real, and `doctor` says what is left and what would help."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder.grading import doctor
from autograder.sandbox.isolation import FALLBACK, NAMESPACES, filesystem, privileges

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")

ENTRY = """
import sys
sys.path.insert(0, {root!r})
import struct
from autograder.sandbox.isolation import kernel, landlock, seccomp

def refuse(number, errno, bits=None):
    '''From now on the kernel refuses a system call; with bits, when its first argument has one of them.'''
    no = [seccomp._return(0x50000 | errno)]
    body = no if bits is None else [
        seccomp._load(seccomp._ARGS), (seccomp._ANY_BIT, 0, 1, bits), *no, seccomp._return(seccomp._ALLOW)]
    code = [seccomp._load(seccomp._NR), (seccomp._EQUAL, 0, len(body), number), *body, seccomp._return(seccomp._ALLOW)]
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.seccomp_filter(b"".join(struct.pack("<HBBI", *one) for one in code))

def mask(version):
    '''The kernel knows Landlock only up to this version.'''
    real = kernel.landlock_create_ruleset
    def create(attr, flags=0):
        if attr is None:
            return version
        assert len(attr) <= (8 if version < 4 else 16 if version < 6 else 24)
        return real(attr, flags)
    kernel.landlock_create_ruleset = create

{refusal}
from autograder.sandbox.zygote import main
main(sys.argv[1:])
"""
UNSHARE, LANDLOCK = {"x86_64": (272, 444), "aarch64": (97, 444)}.get(os.uname().machine, (0, 0))
NO_USERS = f"refuse({UNSHARE}, 1, kernel.NEWUSER)"
NO_LANDLOCK = f"refuse({LANDLOCK}, 38)"


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """What doctor says on such a machine."""

    def made(refusal: str) -> doctor.Report:
        entry = tmp_path / "entry.py"
        root = str(Path(doctor.__file__).parent.parent.parent)
        entry.write_text(ENTRY.format(root=root, refusal=refusal))
        monkeypatch.setattr(doctor, "_ENTRY", entry)
        return doctor.report(start=False)

    if doctor.report(start=False).level != NAMESPACES:
        pytest.skip("this machine itself gives less")
    return made


def layers(report: doctor.Report) -> dict[str, doctor.Layer]:
    return {layer.name: layer for layer in report.layers}


def test_user_namespaces_refused(report):
    """Plain Docker: the fallback is what there is, and what to set is said."""
    found = report(NO_USERS)
    assert found.level == FALLBACK and found.problem is None
    layer = layers(found)["user namespace"]
    assert not layer.works and "userns" in str(layer.advice)
    assert "User namespaces are needed" in found.levels[0].detail
    assert layers(found)["Landlock"].works and layers(found)["seccomp"].works


def test_a_kernel_without_landlock(report):
    """Neither level is to be had, and nothing weaker is taken instead."""
    found = report(NO_LANDLOCK)
    assert found.level is None and "Linux container" in str(found.problem)
    assert "5.13" in str(layers(found)["Landlock"].advice)
    assert [level.works for level in found.levels] == [False, False, True]


@pytest.mark.parametrize(
    ("version", "level"), [(1, NAMESPACES), (2, NAMESPACES), (3, NAMESPACES), (5, NAMESPACES)]
)
def test_an_older_landlock(report, version: int, level: str):
    """Namespaces do what it does not; what it lacks is said."""
    found = report(f"mask({version})")
    assert found.level == level
    assert f"ABI {version}" in layers(found)["Landlock"].detail
    assert found.levels[1].works is (version >= 3)


@pytest.mark.parametrize(("version", "level"), [(2, None), (3, FALLBACK), (5, FALLBACK)])
def test_an_older_landlock_and_no_user_namespaces(report, version: int, level: str | None):
    """The fallback needs a Landlock that looks at truncation."""
    assert report(f"mask({version})\n{NO_USERS}").level == level


def test_an_ordinary_user(report):
    """Somebody who is not root, where the interpreter can be read by others."""
    if not privileges.is_root() or not privileges.can_reach(filesystem.readable_paths()):
        pytest.skip("needs root, and an interpreter outside of root's home")
    found = report(
        "import os\nos.setgroups([])\nos.setresgid(65534, 65534, 65534)\nos.setresuid(65534, 65534, 65534)"
    )
    assert found.level in (NAMESPACES, FALLBACK)
    assert "run it yourself" in layers(found)["interpreter readable"].detail
