"""Programs that want to harm the machine, or to reach the submission that comes after them."""

from __future__ import annotations

from tests.hostile.attack import WRONG, Attack

CELLS = {
    "a fork bomb": """
while True:
    try: os.fork()
    except OSError: time.sleep(0.01)""",
    "a bomb of threads": """
while True:
    threading.Thread(target=time.sleep, args=(600,)).start()""",
    "a memory bomb": """
kept = []
while True: kept.append(bytearray(1 << 26))""",
    "a memory bomb in shared mappings": """
import mmap
kept = []
while True:
    m = mmap.mmap(-1, 1 << 26)
    for i in range(0, 1 << 26, 4096): m[i] = 1
    kept.append(m)""",
    "a memory bomb in memfds": """
kept = []
while True:
    fd = os.memfd_create('owned')
    os.write(fd, b'x' * (1 << 24))
    kept.append(fd)""",
    "a memory bomb in shared memory files": """
for n in range(300): open(f'/dev/shm/owned{n}', 'wb').write(b'x' * (1 << 23))""",
    "a disk bomb": "for n in range(300): open(f'owned{n}', 'wb').write(b'x' * (1 << 20))",
    "a bomb of empty files": "for n in range(20000): os.close(os.open(f'owned{n}', os.O_CREAT))",
    "kills everybody": "attempt(lambda: os.kill(-1, signal.SIGKILL))",
    "kills the marker": """
for n in (9, 15, 2, 19):
    attempt(lambda: os.kill(@MARKER@, n))
    attempt(lambda: os.kill(os.getppid(), n))""",
    "kills a bystander": """
attempt(lambda: os.kill(@BYSTANDER@, signal.SIGKILL))
attempt(lambda: signal.pidfd_send_signal(os.pidfd_open(@BYSTANDER@), signal.SIGKILL))""",
    "writes marks into the gradebook": """
import sqlite3
attempt(lambda: sqlite3.connect('@ROOT@/gradebook.db').execute('update grades set score = 1000'))
attempt(lambda: open('@ROOT@/gradebook.db', 'wb').close())""",
    "writes into the course": """
for path in ('owned', 'solutions/weight_decay/hidden/test_l2_penalty.py', 'nbgrader_config.py'):
    attempt(lambda: open('@ROOT@/' + path, 'a').write('owned'))""",
    "writes into folders of the machine's": """
for folder in ('/', '/tmp', '/var/tmp', '/dev/shm', '/etc', '/run', '/home'):
    attempt(lambda: open(folder + '/owned-by-a-student', 'w').write('owned'))""",
    "changes the mode of what is hidden": """
attempt(lambda: os.chmod('@ROOT@/gradebook.db', 0))
attempt(lambda: os.chmod('@ROOT@', 0))
attempt(lambda: os.utime('@ROOT@/gradebook.db', (0, 0)))""",
    "removes the course": """
import shutil
shutil.rmtree('@ROOT@', ignore_errors=True)""",
    "links the course away": """
attempt(lambda: os.symlink('/etc/passwd', '@ROOT@/submitted/alice'))
attempt(lambda: os.rename('@ROOT@/submitted', '@ROOT@/owned'))""",
    "connects to the network": """
attempt(lambda: socket.create_connection(('127.0.0.1', @TCP@), 1).send(b'owned'))""",
    "sends a datagram": """
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'owned', ('127.0.0.1', @UDP@)))""",
    "connects to a unix socket": """
s = attempt(lambda: socket.socket(socket.AF_UNIX))
attempt(lambda: s.connect(b'\\0@ABSTRACT@'))
attempt(lambda: s.connect('@ROOT@/socket'))""",
    "becomes root": """
for call in (lambda: os.setuid(0), lambda: os.setgroups([0]), lambda: os.unshare(0x10000000),
             lambda: ctypes.CDLL(None).mount(b'none', b'/tmp', b'tmpfs', 0, 0), lambda: os.chroot('.')):
    attempt(call)""",
    "leaves a daemon": """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)""",
    "clones into its parent's children": """
for flags in (0x8000 | 17, 0x8000):
    if ctypes.CDLL(None).syscall(56, flags, 0, 0, 0, 0) == 0:
        time.sleep(600)
        os._exit(0)""",
    "gives up its death signal, becomes a reaper, leaves orphans": """
for option, value in ((1, 0), (36, 1), (4, 0)): ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0: time.sleep(600)
        os._exit(0)""",
    "descriptors in flight": """
import array
kept = []
def fill():
    while True:
        one, other = socket.socketpair()
        kept.append(other)
        for end in (one, other): end.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True: one.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [other.fileno()] * 200))])
attempt(fill)""",
    "folders in folders, without permissions": """
def dig():
    for n in range(300):
        os.mkdir('owned' * 40)
        os.chdir('owned' * 40)
attempt(dig)
os.chmod('.', 0)""",
    "opens all the files it can": """
kept = []
while True: kept.append(os.open('/dev/null', 0))""",
    "dumps its core": """
import resource
attempt(lambda: resource.setrlimit(resource.RLIMIT_CORE, (-1, -1)))
os.abort()""",
}
REACH = {
    "files for the next one": """
for folder in ('.', '..', '~', '/tmp', '/var/tmp', '/dev/shm', os.environ['TMPDIR']):
    attempt(lambda: open(os.path.expanduser(folder) + '/owned', 'w').write('owned'))""",
    "globals, modules and environment for the next one": """
os.environ['OWNED'] = '1'
sys.modules['owned'] = sys
torch.owned = 1
get_ipython().user_ns['owned'] = 1""",
    "a start-up file of IPython's": """
folder = os.path.expanduser('~/.ipython/profile_default/startup')
attempt(lambda: os.makedirs(folder))
attempt(lambda: open(folder + '/owned.py', 'w').write('owned = 1'))""",
    "the installed packages": """
import site
for folder in [*site.getsitepackages(), os.path.dirname(torch.__file__), os.path.dirname(values.__file__)]:
    for name in ('owned.pth', 'sitecustomize.py', '__pycache__/owned.pyc'):
        attempt(lambda: open(os.path.join(folder, name), 'w').write('import owned'))""",
    "system V shared memory": """
libc = ctypes.CDLL(None)
for key in range(1000, 1010): libc.shmget(key, 4096, 0o1666)""",
    "a child that waits for the next one": """
if os.fork() == 0:
    os.setsid()
    while True:
        for pid in range(2, 400): attempt(lambda: os.kill(pid, 9))
        time.sleep(0.05)""",
    "a named pipe and a socket": """
attempt(lambda: os.mkfifo('/tmp/owned'))
s = attempt(lambda: socket.socket(socket.AF_UNIX))
attempt(lambda: s.bind('/tmp/owned.sock'))""",
    "the zygote's memory": """
for pid in ('self', os.getppid(), 1, 2, 3):
    attempt(lambda: open(f'/proc/{pid}/mem', 'r+b', 0).write(b'owned'))""",
}
_QUICK = {
    "a fork bomb",
    "kills everybody",
    "writes marks into the gradebook",
    "connects to the network",
    "files for the next one",
    "leaves a daemon",
}

_LONG = {"a fork bomb", "a memory bomb in shared mappings"}  # tests/sandbox has their like at both levels

ATTACKS = [
    *(
        Attack(name, "harm", WRONG, (code,), quick=name in _QUICK, long=name in _LONG)
        for name, code in CELLS.items()
    ),
    *(Attack(name, "reach", WRONG, (code,), quick=name in _QUICK) for name, code in REACH.items()),
]
