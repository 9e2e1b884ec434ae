"""One event as readers may see it, in the formats that staff send on."""
