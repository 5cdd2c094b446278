"""The wall: a second window that draws one frozen Scene at a time. It asks nothing, decides nothing, has no buttons."""
