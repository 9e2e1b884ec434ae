"""How dates are written and read in a language, where Django's own way is not this newsroom's."""
