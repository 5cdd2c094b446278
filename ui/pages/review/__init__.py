"""民主评议: the meetings of a campaign, and one meeting from signing in to its minutes, with the wall beside it."""
