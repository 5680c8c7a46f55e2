"""Search's tests: what each language finds, how the index follows the site, and what nobody breaks."""
