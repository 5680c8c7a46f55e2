"""The press's tests: real ledgers, real files, real templates; no part is faked but the theme's looks."""
