"""信息比对: outside lists, how each maps to a check item, and the leads (疑点) they make. A lead is a reason to verify, never an exit."""
