"""Results as HTML: fragments for notebooks, and pages that stand alone."""
