"""Cách đọc: the size of the text, its face, its lines and its column, changed as one looks."""

from typing import get_args

import msgspec
from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop.window.reader.look import LARGEST, SMALLEST, STEP, USUAL, Face, Look, reading_font
from desktop.window.reader.popup import shadow
from desktop.window.theme import ui_font
from desktop.window.widgets.overlay import Overlay
from desktop.window.widgets.segments import Segments

translate = QCoreApplication.translate
_GAP = 6


def face_name(face: Face) -> str:
    """A face by what it looks like."""
    return {
        "times": translate("Look", "Like Times New Roman"),
        "serif": translate("Look", "With serifs (Noto Serif)"),
        "sans": translate("Look", "Without serifs (Noto Sans)"),
    }[face]


class ReadingOptions(Overlay):
    """A card under its button.

    Signals: `zoom_requested(int)` in per cent; `look_requested(Look)`.
    """

    zoom_requested = Signal(int)
    look_requested = Signal(object)

    def __init__(self, window: QWidget, zoom: int, look: Look) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self.setAccessibleName(translate("Look", "Reading options"))
        self._look = look
        self.slider = self._slider()
        self._percent = QLabel()
        self._percent.setFont(ui_font(0, bold=True))
        self.face = QComboBox()
        self.face.setAccessibleName(translate("Look", "Face"))
        for face in get_args(Face):
            self.face.addItem(face_name(face), face)
        self.spacing = Segments(
            translate("Look", "Line spacing"),
            (
                ("medium", translate("Look", "Medium")),
                ("loose", translate("Look", "Loose")),
                ("looser", translate("Look", "Very loose")),
            ),
        )
        self.column = Segments(
            translate("Look", "Column width"),
            (
                ("narrow", translate("Look", "Narrow")),
                ("medium", translate("Look", "Medium")),
                ("wide", translate("Look", "Wide")),
            ),
        )
        self._lay_out()
        self.show_choice(zoom, look)
        self.slider.valueChanged.connect(self._slid)
        self.face.currentIndexChanged.connect(lambda _: self._change(face=self.face.currentData()))
        self.spacing.chosen.connect(lambda key: self._change(spacing=key))
        self.column.chosen.connect(lambda key: self._change(column=key))
        self.setGraphicsEffect(shadow(self))

    def _slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(SMALLEST // STEP, LARGEST // STEP)
        slider.setPageStep(2)
        slider.setAccessibleName(translate("Look", "Text size"))
        return slider

    def _lay_out(self) -> None:
        title = QLabel(translate("Look", "Reading options"))
        title.setFont(ui_font(1, bold=True))
        self.reset = QPushButton(translate("Look", "Reset"))
        self.reset.setProperty("kind", "link")
        self.reset.clicked.connect(self._reset)
        self._body = QWidget()
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(18, 12, 18, 16)
        self._rows.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.reset)
        self._rows.addLayout(head)
        size = QHBoxLayout()
        size.addWidget(self._caption(translate("Look", "Text size")), 1)
        size.addWidget(self._percent)
        self._rows.addLayout(size)
        letters = QHBoxLayout()
        for points, part in ((10, None), (0, self.slider), (17, None)):
            if part is None:
                letter = QLabel("A")
                letter.setFont(reading_font(points))
                letters.addWidget(letter)
            else:
                letters.addWidget(part, 1)
        self._rows.addLayout(letters)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self.add_row(translate("Look", "Face"), self.face)
        self.add_row(translate("Look", "Line spacing"), self.spacing)
        self.add_row(translate("Look", "Column width"), self.column)

    def _caption(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setFont(ui_font(0, bold=True))
        label.setProperty("role", "muted")
        return label

    def add_row(self, title: str, part: QWidget) -> None:
        """Puts one more choice under those that stand here."""
        self._rows.addSpacing(4)
        self._rows.addWidget(self._caption(title))
        row = QHBoxLayout()
        row.addWidget(part)
        row.addStretch()
        self._rows.addLayout(row)

    def show_choice(self, zoom: int, look: Look) -> None:
        """Shows what is in force, and asks for nothing."""
        self._look = look
        for part in (self.slider, self.face):
            part.blockSignals(True)  # noqa: FBT003  Qt's own form
        self.slider.setValue(zoom // STEP)
        self.face.setCurrentIndex(self.face.findData(look.face))
        for part in (self.slider, self.face):
            part.blockSignals(False)  # noqa: FBT003  Qt's own form
        self.spacing.show_choice(look.spacing)
        self.column.show_choice(look.column)
        self._percent.setText(f"{zoom}%")

    def _slid(self, steps: int) -> None:
        self._percent.setText(f"{steps * STEP}%")
        self.zoom_requested.emit(steps * STEP)

    def _change(self, **changes: object) -> None:
        self._look = msgspec.structs.replace(self._look, **changes)
        self.look_requested.emit(self._look)

    def _reset(self) -> None:
        self.show_choice(100, USUAL)
        self.zoom_requested.emit(100)
        self.look_requested.emit(USUAL)

    def open_under(self, button: QWidget) -> None:
        """Stands below its button, inside the window; scrolled where that is low."""
        for part in (self, *self._body.findChildren(QWidget)):
            part.ensurePolished()
        self._rows.invalidate()
        self._rows.activate()  # else nested rows still reckon without the borders of their parts
        room, wanted = self._window.rect(), self._body.sizeHint()
        corner = button.mapTo(self._window, button.rect().bottomRight())
        top = corner.y() + _GAP if button.isVisible() else room.top() + _GAP
        height = min(wanted.height() + 2, room.bottom() - top - _GAP)
        bar = self._area.verticalScrollBar().sizeHint().width()
        self.resize(wanted.width() + 2 + (bar if height < wanted.height() else 0), height)
        left = min(max(corner.x() - self.width() // 2, _GAP), room.right() - self.width() - _GAP)
        self.move(QPoint(max(left, _GAP), top))
        self.open(self.slider)
