"""The page of the policy packs: each plan read as a document, and the office's own figures put in."""
