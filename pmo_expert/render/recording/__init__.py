"""Records of results: what was asked of which rules and what came out, small enough to keep, and derived again."""
