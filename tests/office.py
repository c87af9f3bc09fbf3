"""LibreOffice, driven through UNO: python3 office.py FOLDER FILE.docx... writes FILE.json beside each.

In it the lines of the text after all tracked changes were rejected, and after all were accepted. Run by a Python that
has `uno` (Debian: python3-uno), not by the one of the tests. FOLDER holds LibreOffice's profile and pipe.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

COMMANDS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}


def lines(text: Any) -> list[str]:
    """The lines of a text, cells of tables one by one, each note in brackets where its mark stands."""
    found: list[str] = []
    blocks = text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.getCellNames():
                found += lines(block.getCellByName(name))
            continue
        said = ""
        portions = block.createEnumeration()
        while portions.hasMoreElements():
            portion = portions.nextElement()
            if portion.TextPortionType == "Footnote":
                said += f"⟨{portion.Footnote.String.strip()}⟩"
            elif portion.TextPortionType in ("Text", "LineBreak"):
                said += portion.String or "\n"
        found += said.split("\n")
    return found


def main(folder: str, files: list[str]) -> None:
    """Open each file twice."""
    import uno
    from com.sun.star.beans import PropertyValue

    pipe = f"tracker-{Path(folder).name}-{time.time_ns()}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;",
         f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"]
    )  # fmt: skip
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for attempt in range(300):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            if attempt == 299:
                office.kill()
                raise
            time.sleep(0.2)
    desktop, dispatcher = (
        remote.ServiceManager.createInstanceWithContext(f"com.sun.star.frame.{name}", remote)
        for name in ("Desktop", "DispatchHelper")
    )
    for file in files:
        seen = {}
        for view, command in COMMANDS.items():
            document = desktop.loadComponentFromURL(
                Path(file).resolve().as_uri(),
                "_blank",
                0,
                (PropertyValue("Hidden", 0, True, 0),),  # noqa: FBT003
            )
            dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
            seen[view] = lines(document.Text)
            document.close(False)  # noqa: FBT003
        Path(file).with_suffix(".json").write_text(json.dumps(seen, ensure_ascii=False), encoding="utf-8")
    with suppress(Exception):  # it is gone before it answers
        desktop.terminate()
    office.wait(timeout=30)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
