"""Document numbers in running text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vietnamese import canonical_number, document_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Chỉ thị số 05-CT/TW của", ["05-CT/TW"]),
        ("Nghị quyết 04-NQ/TW, 36-HD/VPTW.", ["04-NQ/TW", "36-HD/VPTW"]),
        ("Nghị định 30/2020/NĐ-CP về", ["30/2020/NĐ-CP"]),
        ("(số 12/QĐ-UBND)", ["12/QĐ-UBND"]),
        ("14/HD-PCTT; 1234/QĐ-TTg", ["14/HD-PCTT", "1234/QĐ-TTG"]),
        ("Luật số 45/2019/QH14 - bản hợp nhất", ["45/2019/QH14"]),
        ("05 – CT / TW", ["05-CT/TW"]),
        ("05\u2011CT/TW", ["05-CT/TW"]),
        ("05\u00a0-\u00a0CT/TW", ["05-CT/TW"]),
        ("5−CT/TƯ", ["05-CT/TW"]),
        ("30 / 2020 / NĐ - CP", ["30/2020/NĐ-CP"]),
        ("123/BC-VP.PCTT. Rồi", ["123/BC-VP.PCTT"]),
        ("12/2021/TTLT-BTC-BNV", ["12/2021/TTLT-BTC-BNV"]),
        ("05-CT/TW-", ["05-CT/TW"]),
    ],
)
def test_found(text: str, numbers: list[str]) -> None:
    assert [number for _, _, number in document_numbers(text)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "ngày 12/9/2026", "1/2", "24/7", "60 km/h", "60-km/h", "5-10 người/ngày", "2020-2025",
        "COVID-19/SARS-CoV", "F-16/AB-CD", "khóa XI, XII", "35% / năm", "12/QĐ", "30/4-1/5",
        "3.05-CT/TW", "", "4G/5G", "35-NQ",
    ],
)  # fmt: skip
def test_not_found(text: str) -> None:
    assert document_numbers(text) == []


@given(
    st.text(st.sampled_from("ab ơđ.,(\u0301"), max_size=8),
    st.sampled_from(["05-CT/TW", "30/2020/NĐ-CP", "14/HD-PCTT", "05 – CT/TW"]),
)
def test_offsets_are_of_the_text_passed_in(before: str, number: str) -> None:
    text = f"{before} {number} hết"
    for form in ("NFC", "NFD"):
        passed = unicodedata.normalize(form, text)
        ((start, end, found),) = document_numbers(passed)
        assert passed[start:end] == unicodedata.normalize(form, number)
        assert found == canonical_number(number)


def test_a_canonical_number_is_canonical() -> None:
    for written in ("5-ct/tw", "05 – CT / TW", "005-CT/TƯ"):
        assert canonical_number(written) == "05-CT/TW"
    assert canonical_number(canonical_number("0-CT/TW")) == "00-CT/TW"
