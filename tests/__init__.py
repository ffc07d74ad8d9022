import sys

# as for commands of ours: jsonschema compiles grammars of addresses for it, a second in each process, and nobody uses them
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
