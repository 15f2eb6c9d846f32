"""Soạn tài liệu: what is collected for handouts, how it is laid out, and its way to paper."""
