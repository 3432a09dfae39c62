"""What was found in many documents, in the formats that people and CI systems read.

One module a format, each with a ``render``: no input, no output, no clock. The command
line imports the one that is asked for.
"""

from feedservice.validation.reporting.judgement import Judgement, Run

__all__ = ["Judgement", "Run"]
