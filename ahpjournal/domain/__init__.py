"""Records, rules and error codes: no input or output, no words for people, no clock."""
