"""The page of 信息比对: leads by kind, the two records of each side by side, and the verdict."""
