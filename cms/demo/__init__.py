"""A sample portal to look at and to try: invented content, drawn pictures, four people who can log in."""
