"""The officers' side, in the Wagtail admin: inbox, page of a case, counter, and the standing rows behind them."""
