"""Records, rules and error codes. Pure Python: no input or output, no words for people, no clock."""
