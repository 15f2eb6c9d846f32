"""The page: a block tree set as a QTextDocument, its marks and its selection."""
