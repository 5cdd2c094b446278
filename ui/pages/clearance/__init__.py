"""清查核查: the work list by step, and one case as a road with the form of the present step in place."""
