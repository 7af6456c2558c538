"""Read Office files: slides, sheets and Word documents whose native charts hold the exact figures."""
