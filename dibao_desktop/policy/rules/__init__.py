"""A validated pack as frozen values, and everything that can be worked out from one without a table or a clock."""
