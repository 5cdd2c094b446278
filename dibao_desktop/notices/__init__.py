"""公示: rounds of posting, their dates, masked content, objections (DOMAIN §10.2, §14)."""
