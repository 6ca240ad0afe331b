"""Value types and rules of the domain: pure, without I/O, a clock or Discord."""
