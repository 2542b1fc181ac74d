"""Pages with several cases side by side."""
