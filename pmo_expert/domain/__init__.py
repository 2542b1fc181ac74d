"""Cases and the vocabulary that they are stated in."""
