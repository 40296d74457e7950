"""Lotse: a multilingual messenger assistant for refugee mentoring networks."""
