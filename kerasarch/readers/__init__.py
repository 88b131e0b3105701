"""Readers of a table or a plan: what it costs, how it reads, and the Keras layers that it means."""
