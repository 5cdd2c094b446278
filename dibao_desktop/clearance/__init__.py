"""清查: campaigns, a case a household, visits, assessment, township check, confirmation, hearing, outcome.

A case's next step is the first step of the pack whose condition does not hold yet (DESIGN §2); it is kept as a
column, moved by the gate with the change that moved it.
"""
