"""Programs that want to read what is hidden, and put what they find into the feedback."""

from __future__ import annotations

from tests.hostile.attack import Attack

WAYS = {
    "hidden tests": "open('@ROOT@/solutions/weight_decay/hidden/test_l2_penalty.py').read()",
    "the reference notebook": "open('@ROOT@/solutions/weight_decay/weight_decay.ipynb').read()",
    "misconceptions": (
        "[open(p).read() for p in glob.glob('@ROOT@/solutions/*/hidden/misconceptions/*/*.py')]"
    ),
    "whatever lies below the course": (
        "[open(os.path.join(d, n), errors='replace').read() for d, _, names in "
        "os.walk('@ROOT@') for n in names]"
    ),
    "the gradebook": (
        "__import__('sqlite3').connect('@ROOT@/gradebook.db').execute('select * from grades').fetchall()"
    ),
    "another's submission": "open('@ROOT@/submitted/bob/weight_decay/weight_decay.ipynb').read()",
    "the configuration": "open('@ROOT@/nbgrader_config.py').read()",
    "the environment": "dict(os.environ)",
    "the environment and the command line of every process": (
        "[open(p, 'rb').read() for n in ('environ', 'cmdline', 'maps') for p in "
        "glob.glob(f'/proc/[0-9]*/{n}') if os.access(p, 4)]"
    ),
    "the marker's environment": "open('/proc/@MARKER@/environ', 'rb').read()",
    "the marker's memory": (
        "[os.pread(os.open('/proc/@MARKER@/mem', 0), 4096, int(line.split('-')[0], 16)) for "
        "line in open('/proc/@MARKER@/maps')]"
    ),
    "the marker's files": "open('/proc/@MARKER@/root@ROOT@/nbgrader_config.py').read()",
    "the zygote's heap": "[o for o in gc.get_objects() if isinstance(o, (str, bytes)) or type(o) is dict]",
    "its own memory, inherited": "search_memory()",
    "a symbolic link": "(os.symlink('@ROOT@', 'course'), open('course/nbgrader_config.py').read())",
    "a hard link": "(os.link('@ROOT@/gradebook.db', 'book'), open('book', 'rb').read())",
    "descriptors left open": "[os.pread(n, 4096, 0) for n in range(256) if n != 3]",
    "torch.load and numpy.load": (
        "[attempt(lambda: torch.load('@ROOT@/gradebook.db', weights_only=False)), "
        "__import__('numpy').fromfile('@ROOT@/gradebook.db', 'uint8').tobytes()]"
    ),
    "an import": (
        "(sys.path.insert(0, '@ROOT@/solutions/weight_decay/hidden'), "
        "inspect.getsource(__import__('test_l2_penalty')))"
    ),
    "IPython's magics": (
        "get_ipython().find_user_code('@ROOT@/solutions/weight_decay/hidden/test_l2_penalty.py')"
    ),
    "a mapping of the file": "bytes(__import__('mmap').mmap(os.open('@ROOT@/gradebook.db', 0), 0, prot=1))",
    "the way up from its folder": (
        "[open(p).read() for n in range(12) for p in glob.glob('../' * n + '@ROOT@'[1:] + '/*.py')]"
    ),
    "a shell": "__import__('subprocess').check_output('cat @ROOT@/*.py; env; id', shell=True)",
    "C's open": "read_in_c('@ROOT@/nbgrader_config.py')",
}
_TOOLS = '''
def search_memory():
    """Every page of this process that can be read; the pattern itself is put together here only."""
    want, found = re.compile(b"sea" + b"led-[0-9a-f]{8}"), []
    for line in open("/proc/self/maps"):
        low, high = (int(part, 16) for part in line.split()[0].split("-"))
        if " r" in line and "rw" in line and high - low < 1 << 28:
            with contextlib.suppress(OSError, OverflowError), open("/proc/self/mem", "rb", 0) as memory:
                memory.seek(low)
                found += want.findall(memory.read(high - low))
    return found
def read_in_c(path):
    libc, buffer = ctypes.CDLL(None), ctypes.create_string_buffer(65536)
    libc.read(libc.open(path.encode(), 0), buffer, 65536)
    return buffer.value
'''

_QUICK = {"hidden tests", "the marker's environment", "the gradebook"}

ATTACKS = [
    Attack(
        f"reads {name}",
        "read",
        before=(_TOOLS,),
        quick=name in _QUICK,
        solution=f"def l2_penalty(w):\n    text = attempt(lambda: {code})\n"
        "    raise ValueError(f'saw {seen(text)} {type(text)}')\n",
    )
    for name, code in WAYS.items()
]
