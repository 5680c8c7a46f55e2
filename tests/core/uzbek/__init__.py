"""Uzbek's two scripts: words, running text, markup, folding."""
