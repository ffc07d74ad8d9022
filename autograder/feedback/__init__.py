"""HTML for people: feedback for one student (:mod:`.feedback`), the report on a class (:mod:`.report`)."""
