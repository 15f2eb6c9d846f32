#!/bin/sh
# Say plainly that there is no screen, where Qt would abort.
set -eu
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    exit 0
fi
cat >&2 <<'TEXT'
Không có màn hình: phiên này không có DISPLAY hoặc WAYLAND_DISPLAY nên không mở được cửa sổ.
Hãy chạy lại trong phiên đồ họa, hoặc chụp cửa sổ thành ảnh:

There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window can open.
Run this again in a graphical session, or take a picture of the window:

    QT_QPA_PLATFORM=offscreen .venv/bin/briefing-reader --library build/sample-library --screenshot window.png
TEXT
exit 1
