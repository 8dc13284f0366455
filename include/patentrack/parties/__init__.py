"""Who: names and the entities behind them."""
