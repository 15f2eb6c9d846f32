"""Installs a package once it is told to, so that whoever kills it knows when it began."""

import datetime as dt
import sys
from pathlib import Path

from desktop.library.editions.library import Library
from desktop.library.releases.install import install

package, library = Path(sys.argv[1]), Library(Path(sys.argv[2]))
sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
install(package, library, dt.datetime.now(dt.UTC))
