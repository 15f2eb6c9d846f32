"""What letters that were typed may mean."""


def meanings(typed: str) -> list[str]:
    """What was typed, and what it is as keys of Telex and of VNI, if the input tool was off."""
    from index.vietnamese.typing import METHODS, converted  # noqa: PLC0415 - large patterns

    found = [typed]
    for method in METHODS:
        words = [converted(word, method) or word for word in typed.split(" ")]
        found.append(" ".join(words))
    return list(dict.fromkeys(found))
