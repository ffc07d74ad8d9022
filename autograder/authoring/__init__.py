"""For authors: does every test catch what it must, and is the course complete? (``autograder audit``)"""
