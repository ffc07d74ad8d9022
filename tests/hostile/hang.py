"""Programs that want the grader to wait for ever."""

from __future__ import annotations

from tests.hostile.attack import WRONG, Attack

CELLS = {
    "a cell that swallows its time limit": """
while True:
    try:
        while True: pass
    except BaseException: pass""",
    "a cell that ignores every signal": """
for n in range(1, 64):
    attempt(lambda: signal.signal(n, signal.SIG_IGN))
    attempt(lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [n]))
time.sleep(10**6)""",
    "a cell that holds the interpreter in C": """
import re
re.match('(a+)+$', 'a' * 64 + 'b')""",
    "a cell that stops itself": "os.kill(os.getpid(), signal.SIGSTOP)",
    "a child that holds the socket": """
if os.fork() == 0:
    signal.pause()""",
    "threads that hold the interpreter": """
sys.setswitchinterval(60)
def spin():
    while True: pass
for _ in range(8): threading.Thread(target=spin).start()""",
    "a worker that never forks": "os.fork = lambda: time.sleep(10**6)",
}
FUNCTIONS = {
    "loops": "while True: pass",
    "sleeps": "time.sleep(10**6)",
    "raises a number to a power": "10 ** (10 ** 9)",
    "is slow in every call": "time.sleep(0.7)",
    "does not read what it is sent": "main.wire.receive = lambda *a: time.sleep(10**6)",
    "answers by drops": (
        "send_instead(lambda number: [time.sleep(0.1) or worker().sock.send(b'\\0') for _ in range(10**6)])"
    ),
    "answers by drops of a long reply": (
        "worker().sock.sendall(b'\\0\\xff\\xff\\xff\\0\\0\\0\\1')\n"
        "    while True:\n"
        "        worker().sock.send(b'x')\n"
        "        time.sleep(0.02)"
    ),
    "returns what takes for ever to look at": "return __import__('itertools').count()",
    "raises what takes for ever to print": (
        "raise type('E', (Exception,), {'__str__': lambda self: time.sleep(10**6)})()"
    ),
    "leaves what takes for ever to take away": (
        "globals()['kept'] = type('D', (), {'__del__': lambda self: time.sleep(10**6)})()"
    ),
    "stops itself": "os.kill(os.getpid(), signal.SIGSTOP)",
    "stops its parent": "os.kill(os.getppid(), signal.SIGSTOP)",
    "forks and lets its child wait": ("if os.fork(): os._exit(0)\n    time.sleep(10**6)"),
}
_QUICK = {"loops", "a cell that stops itself"}

ATTACKS = [
    *(Attack(name, "hang", WRONG, (code,), quick=name in _QUICK) for name, code in CELLS.items()),
    *(
        Attack(
            name, "hang", f"def l2_penalty(w):\n    {code}\n    return (w * 0).sum()\n", quick=name in _QUICK
        )
        for name, code in FUNCTIONS.items()
    ),
]
