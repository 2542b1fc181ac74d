"""Several cases side by side."""
