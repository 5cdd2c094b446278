"""民主评议: panels, meetings, attendance, recusal, quorum, ballots, tally, minutes, and the Scene the projector shows (DOMAIN §9)."""
