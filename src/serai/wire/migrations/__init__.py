"""The wire's migrations."""
