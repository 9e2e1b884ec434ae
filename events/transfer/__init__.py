"""The whole record of an event as JSON: written, and read back without a loss."""
