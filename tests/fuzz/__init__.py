"""Made-up and mangled input for whatever reads what others wrote; what once broke something is kept and tried again."""
