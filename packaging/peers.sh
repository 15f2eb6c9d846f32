#!/bin/sh
# Bring the peers of the search bench that pip cannot: Xapian, from Debian, where we may install it.
# usage: peers.sh
# Never fails: the bench says in its tables which peer it did without.
set -eu

there() { /usr/bin/python3 -c 'import xapian' 2>/dev/null; }

if there || ! command -v apt-get >/dev/null 2>&1; then
    exit 0
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo -n '
    if ! sudo -n true 2>/dev/null; then
        echo "Không có quyền cài python3-xapian: bảng đo sẽ thiếu Xapian." >&2
        echo "No right to install python3-xapian: the tables will lack Xapian." >&2
        exit 0
    fi
fi
echo "Đang cài gói để so sánh / installing a peer to compare with: python3-xapian" >&2
install() {
    ${as_root}env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3-xapian >&2
}
install || { ${as_root}apt-get update >&2 && install; } || true
if ! there; then
    echo "Không cài được python3-xapian: bảng đo sẽ thiếu Xapian." >&2
    echo "python3-xapian could not be installed: the tables will lack Xapian." >&2
fi
