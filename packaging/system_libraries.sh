#!/bin/sh
# See that the shared libraries which Qt opens are here, and Python's own venv; install them with apt where we may.
# usage: system_libraries.sh PYTHON
# Each library is opened as Qt would open it, so one that came by another road than apt counts too.
set -eu
python=$1

libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0
libdbus-1.so.3 libdbus-1-3
libfreetype.so.6 libfreetype6
libgssapi_krb5.so.2 libgssapi-krb5-2
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-image.so.0 libxcb-image0
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libX11-xcb.so.1 libx11-xcb1
libxcb-glx.so.0 libxcb-glx0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
'

# Prints the packages whose library does not open, and the one that brings venv.
missing() {
    printf '%s' "$libraries" | "$python" -c '
import ctypes, sys
for line in sys.stdin:
    if line.strip():
        library, package = line.split()
        try:
            ctypes.CDLL(library)
        except OSError:
            print(package)
'
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
}

wanted=$(missing | tr '\n' ' ')
if [ -z "$wanted" ]; then
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo '
fi
command="${as_root}apt-get install --yes --no-install-recommends ${wanted% }"

refuse() {
    echo "$1" >&2
    echo "$2" >&2
    echo >&2
    echo "    $command" >&2
    echo >&2
    exit 1
}

if ! command -v apt-get >/dev/null 2>&1; then
    refuse "Máy này thiếu các thư viện mà cửa sổ đọc cần và không có apt. Hãy cài những gói tương ứng; trên Debian/Ubuntu đó là:" \
        "This machine lacks libraries that the window needs, and has no apt. Install their like; on Debian/Ubuntu they are:"
fi
if [ -n "$as_root" ] && ! sudo -n true 2>/dev/null; then
    refuse "Máy này thiếu các thư viện mà cửa sổ đọc cần. Hãy chạy lệnh sau rồi chạy lại make:" \
        "This machine lacks libraries that the window needs. Run this once, then make again:"
fi

echo "Đang cài thư viện hệ thống / installing system libraries: $wanted" >&2
if ! ${as_root}env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $wanted >&2; then
    ${as_root}apt-get update >&2 || true
    ${as_root}env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $wanted >&2 || true
fi
wanted=$(missing | tr '\n' ' ')
if [ -n "$wanted" ]; then
    command="${as_root}apt-get install --yes --no-install-recommends ${wanted% }"
    refuse "Cài thư viện hệ thống không xong. Hãy xem lỗi ở trên, chạy lệnh sau rồi chạy lại make:" \
        "The system libraries could not be installed. See the error above, run this, then make again:"
fi
