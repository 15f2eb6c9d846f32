"""What time it is for a command."""

import datetime as dt
import os


def moment() -> dt.datetime:
    """Now, or `SOURCE_DATE_EPOCH` for editions and packages that must come out the same."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
