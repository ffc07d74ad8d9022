"""The student's side: checks in the notebook, and what to do before handing in."""
