"""The untrusted half: runs the student's notebook and answers calls into it.

It imports the standard library, torch, IPython and ``autograder.core.values``, and nothing else of ours: whatever is in its
memory, a student can read. No comparison, no score and no expected value ever exists here.
"""
