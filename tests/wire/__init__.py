"""The wire's tests."""
