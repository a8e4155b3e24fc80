"""Checks that every link from one Markdown page to a file of this repository leads somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
# [text](target "title"), also for pictures. What stands in code is taken out first.
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page get, as the usual forges make them."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    found: set[str] = set()
    for heading in HEADING.findall(text):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        base = anchor = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        number = 0
        while anchor in found:  # a heading that stands twice
            number += 1
            anchor = f"{base}-{number}"
        found.add(anchor)
    return found


def problems_of(page: Path) -> list[str]:
    problems = []
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if ELSEWHERE.match(target):
            continue
        path, _hash, anchor = unquote(target).partition("#")
        destination = page if not path else (ROOT / path[1:] if path.startswith("/") else page.parent / path)
        if not destination.exists():
            problems.append(f"{page.relative_to(ROOT)}: {target} leads nowhere")
        elif anchor and destination.suffix == ".md" and anchor not in anchors(destination):
            problems.append(f"{page.relative_to(ROOT)}: {target}: that page has no such heading")
    return problems


def main() -> int:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    pages = [ROOT / name for name in listed if (ROOT / name).is_file()]
    problems = [problem for page in pages for problem in problems_of(page)]
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{len(pages)} pages: every link leads somewhere")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
