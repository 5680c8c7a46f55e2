"""The ground floor: canonical bytes, atomic files, sanitised HTML, the clock."""
