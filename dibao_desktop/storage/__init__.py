"""How rows are kept: one encrypted SQLite file behind peewee, its lock, its keys, its migrations, its copies."""
