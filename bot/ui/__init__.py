"""How things look on Discord; decides nothing."""
