"""Weights: where published ones are, how they are fetched, and how a file gets into a model."""
