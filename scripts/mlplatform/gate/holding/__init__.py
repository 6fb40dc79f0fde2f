"""Whether a request is held: by the rules over a caller, by Deny statements, tried one by one."""
