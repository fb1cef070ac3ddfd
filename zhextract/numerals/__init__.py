"""Room 3: what a numeral is worth. Times and quantities both read numerals through it."""
