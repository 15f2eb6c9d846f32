"""Keeps: briefings, editions, annotations, handouts. No Qt; may import `index`."""
