"""What a page and an endpoint cost in queries and CPU time, with one desa open and with a whole regency: `make bench`."""
