#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Stores a document as ODT with a password.

usage: encrypt_by_libreoffice.py DOCUMENT OUTPUT
"""

import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

PIPE = "encrypt-fixtures"


def setting(name: str, value: object) -> PropertyValue:
    entry = PropertyValue()
    entry.Name, entry.Value = name, value
    return entry


def connect() -> object:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(100):
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:  # it is still starting
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def main() -> None:
    source, output = (pathlib.Path(name).resolve() for name in sys.argv[1:])
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                                   f"--accept=pipe,name={PIPE};urp;"])
        context = connect()
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (setting("Hidden", True),))
        document.storeToURL(output.as_uri(), (setting("FilterName", "writer8"), setting("Password", "secret")))
        document.close(True)
        desktop.terminate()
        office.wait(60)


main()
