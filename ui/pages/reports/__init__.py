"""看板: how far the campaign is; every number is a door to its households."""
