"""The librarian's workspace: plain files, checked against the schema."""
