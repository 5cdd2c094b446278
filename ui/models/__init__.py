"""The one table model, columns as data, and how cells are painted."""
