"""Knowledge bases: packs read, compiled, and ready to reason with."""
