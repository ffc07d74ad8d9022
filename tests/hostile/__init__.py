"""Hostile submissions by goal, graded for real."""
