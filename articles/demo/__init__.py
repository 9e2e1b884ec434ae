"""The demonstration newsroom: fictional people and events, in three languages."""
