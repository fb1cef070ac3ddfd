"""Other projects' own test cases, answered by zhextract through one small adapter per suite."""
