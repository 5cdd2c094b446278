"""设置: the office's own facts (town, phone for objections, division code …)."""
