"""Photos: real files in, real files out, looked at byte by byte and with exiftool."""
