#!/bin/sh
# Bring Debian packages that pip cannot, where we may install them.
# usage: debian_packages.sh PACKAGE...
# Never fails: what is done without one of them says so itself, in its table or its tests.
set -eu

lacking() {
    for package in "$@"; do
        dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q ' installed$' || printf '%s ' "$package"
    done
}

command -v apt-get >/dev/null 2>&1 || exit 0
wanted=$(lacking "$@")
[ -n "$wanted" ] || exit 0
as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo -n '
    if ! sudo -n true 2>/dev/null; then
        echo "Không có quyền cài: $wanted" >&2
        echo "No right to install: $wanted" >&2
        exit 0
    fi
fi
echo "Đang cài / installing: $wanted" >&2
install() {
    # shellcheck disable=SC2086 - both are lists of words
    ${as_root}env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $wanted >&2
}
install || { ${as_root}apt-get update >&2 && install; } || true
wanted=$(lacking "$@")
if [ -n "$wanted" ]; then
    echo "Không cài được: $wanted" >&2
    echo "Could not be installed: $wanted" >&2
fi
