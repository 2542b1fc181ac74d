"""The service: the page and a JSON API over HTTP. It keeps nothing, and writes no facts into logs."""
