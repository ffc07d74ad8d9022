"""Does the course hold what it promises? Runs the hidden tests against solutions whose verdict is known."""
