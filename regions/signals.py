"""What a room tells to those above it that it does not know."""

from django.dispatch import Signal

# Rows were written in bulk, of which Django itself says nothing. Sender is the model; `pks` are their primary keys.
rows_changed = Signal()
