"""How a connection is made: to which address, with how much in the head of an answer, and under which certificate."""
