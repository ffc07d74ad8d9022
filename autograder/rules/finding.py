"""Placeholder"""
from __future__ import annotations


def find(cells, name, family):
    return ()
