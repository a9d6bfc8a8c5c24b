"""A sample portal to look at and to try: invented content, drawn pictures, invented cases, people who can log in."""
