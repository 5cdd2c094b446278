"""The page of the notices: what has to be posted, the board as it is printed, objections."""
