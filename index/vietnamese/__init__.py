"""Vietnamese text: pure functions, no Whoosh."""
