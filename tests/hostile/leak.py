"""Programs that attack whoever reads the feedback."""

from __future__ import annotations

from tests.hostile.attack import Attack

RAISED = {
    "terminal escapes in a message": "ValueError('\\x1b[2J\\x1b]0;owned\\x07\\x9b31m\\x08\\x08\\r\\x00')",
    "terminal escapes in a class's name": "type('\\x1b]0;owned\\x07', (Exception,), {})('x')",
    "surrogates in a class's name": "type('\\ud83d<b>', (Exception,), {})('\\udc00')",
    "markup in a message": "ValueError('</pre><script>alert(1)</script><img src=x onerror=alert(1)>')",
    "a huge message": "ValueError('A' * 10**7)",
    "a huge class name": "type('A' * 10**6, (Exception,), {})()",
    "paths of the machine": "ValueError(values.__file__ + ' ' + sys.prefix + '/lib ' + os.getcwd())",
    "characters that reorder": (
        "ValueError('\\u202egnp.exe\\u2066\\u200b\\ufeff' + 'a' + '\\u0301' * 10**5)"
    ),
    "a million lines": "ValueError('\\n' * 10**6)",
    "an exception that raises when shown": "type('E', (RuntimeError,), {'__str__': lambda self: 1 / 0})()",
    "a chain of causes": (
        "__import__('functools').reduce(lambda e, n: setattr(e, '__cause__', ValueError(n)) "
        "or e, range(10**4), ValueError())"
    ),
}
RETURNED = {
    "a class with a hostile name": "type('\\x1b[31m<script>' * 50, (), {'__module__': '\\x1b[31m'})()",
    "a text of escapes": "'\\x1b[31m<script>alert(1)</script>' * 10**5",
    "a dict with hostile keys": "{'\\x1b[31m\\u202e': '<script>'}",
}

ATTACKS = [
    *(
        Attack(f"raises {name}", "leak", f"def l2_penalty(w):\n    raise {code}\n")
        for name, code in RAISED.items()
    ),
    *(
        Attack(f"returns {name}", "leak", f"def l2_penalty(w):\n    return {code}\n")
        for name, code in RETURNED.items()
    ),
    Attack(
        "the failing line is hostile",
        "leak",
        "def l2_penalty(w):\n    '''\x1b[31m<script>alert(1)</script>'''\n"
        "    raise ValueError('\u202e\x1b]0;owned\x07</pre><script>alert(1)</script>')  # \u202e\n",
    ),
    Attack(
        "the cell does not compile, with hostile text",
        "leak",
        "def l2_penalty(w):\n    \u202e'\x1b[31m<script>\n",
    ),
    Attack(
        "prints without end",
        "leak",
        "def l2_penalty(w):\n    print('x' * 10**6)\n"
        "    sys.stderr.write('x' * 10**6)\n    os.write(1, b'x' * 10**6)\n    return (w * 0).sum()\n",
    ),
]
