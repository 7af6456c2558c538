"""The figures of an answer as a file for spreadsheets."""

import csv
import io
from dataclasses import replace

from answers import trend, waiting_children

from bot.rendering.figures_csv import figures_csv


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_each_value_is_a_row_with_its_source() -> None:
    """Values in year order, a past year's told as such, then baseline and target; no row for a missing year."""
    header, *held = rows(figures_csv(trend()))
    assert header[:7] == ["指標", "単位", "期間", "西暦", "年", "値", "種別"]
    assert [(row[3], row[5], row[6]) for row in held] == [
        ("2019", "12", "実績値"),
        ("2020", "4", "実績値"),
        ("2022", "0", "実績値"),
        ("2023", "0", "過年度の値"),
        ("2018", "31", "基準値"),
        ("2024", "0", "目標値"),
    ]
    assert held[0][7:10] == ["R5", "第2期あおば市総合戦略 検証報告書", "15"]


def test_no_text_becomes_a_formula() -> None:
    """A name that begins like a formula is marked as text; a negative value stays a number."""
    figure = replace(waiting_children(), indicator="=HYPERLINK(1)", unit="@人")
    (_, first, *_) = rows(figures_csv(replace(trend(), figures=(figure,))))
    assert first[:2] == ["'=HYPERLINK(1)", "'@人"]
