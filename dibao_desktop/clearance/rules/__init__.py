"""What a case of the clearance is and where it stands, as pure values."""
