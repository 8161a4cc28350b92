"""The HTTP layer: what is asked for, what is let out, what an answer is worth."""
