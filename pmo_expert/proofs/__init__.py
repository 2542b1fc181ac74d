"""What holds over all cases, and checks of packs."""
