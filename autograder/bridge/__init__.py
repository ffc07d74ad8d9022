"""The bridge to nbgrader: its configuration, its preprocessors, its gradebook, its release.

Everything that imports nbgrader is in this package. Grading itself is behind one seam
(:mod:`autograder.bridge.graders`); what it finds is an :class:`autograder.core.results.Result`, and this package
writes it where nbgrader looks for it.
"""
