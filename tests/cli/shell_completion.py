#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Types at bash, zsh and fish, presses Tab, and compares what the program is then called with.

usage: shell_completion.py INDEXER SEARCHER SOURCE_DIR

Each shell runs on a terminal of its own with the scripts of scripts/completion/. In its PATH, "searcher"
hands --complete to the real one, and otherwise notes its arguments: what a shell makes of a completed line
is what counts. The index holds values that a careless script would execute. A shell that is not installed
is skipped, and said so; so is everything where no terminal can be made.
"""

import contextlib
import json
import os
import pathlib
import pty
import select
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import typing

TIMEOUT_SECONDS = 60
SKIPPED = 77
PROMPT = b"READY> "  # set by pieces, so that the echo of its setting is not taken for it

HOSTILE = ["aa $(touch pwned)", "bb `touch pwned`", "cc it's", 'dd "quoted"', "ee ; touch pwned", "ff & | x > y",
           "gg !! !x", "hh * ?", "ii \\ back", "jj $HOME ${HOME}", "kk #x", "mm <y>", "nn {a,b}", "oo %s", "pp =ls ~",
           "rr (x)", "ss [a-z]", "tt\u00b7\u2019narrow", "uu ^x", "vv é 中"]
UNPRINTABLE = ["zz\u001b[31mred", "zz\u0086next", "zz\u202eright to left"]

STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "PS1='REA''DY> '; . {scripts}/chokepoint.bash"),
    "zsh": (["zsh", "-f", "-i"],
            "fpath=({scripts} $fpath); autoload -U compinit; compinit -D -u; LISTMAX=1000; PS1='REA''DY> '"),
    "fish": (["fish", "--no-config", "-i"],
             "source {scripts}/chokepoint.fish; function fish_prompt; printf '%s%s' REA 'DY> '; end"),
}

# What is typed before Tab, and the arguments that the program then gets.
CASES = [
    ("--form", ["--format="]),
    ("--format=jsonl --count", ["--format=jsonl", "--count"]),
    ("--sort=ne", ["--sort=newest"]),
    ("--facets=country,comp", ["--facets=country,company"]),
    ("--db=idx --country=Cana", ["--db=idx", "--country=Canada"]),
    ("--db=idx --country=ca", ["--db=idx", "--country=CA"]),
    ("--db=idx --country Cana", ["--db=idx", "--country", "Canada"]),
    ("--db idx --country='!Cana", ["--db", "idx", "--country=!Canada"]),
    (r"--db=idx --country=\!Cana", ["--db=idx", "--country=!Canada"]),
    (r"--db=my\ idx --country=Cana", ["--db=my idx", "--country=Canada"]),
    ("'--db=my idx' --country=Cana", ["--db=my idx", "--country=Canada"]),
    ("--db=$IDX --country=Cana", ["--db=idx", "--country=Canada"]),
    ("--db=idx country:Cana", ["--db=idx", "country:Canada"]),
    ("--db=idx -country:Cana", ["--db=idx", "-country:Canada"]),
    ("--db=idx publisher:tw", ["--db=idx", 'publisher:"two words"']),
    ("--db=idx 'tiktok country:Cana", ["--db=idx", "tiktok country:Canada"]),
    ("--db=idx --publisher=tw", ["--db=idx", "--publisher=two words"]),
    ("--db=idx --publisher=zz", ["--db=idx", "--publisher=zz"]),
    ("--db=id", ["--db=idx"]),
    ("--db=none --country=Cana", ["--db=none", "--country=Cana"]),
    ("--db=idx -- country:Cana", ["--db=idx", "--", "country:Canada"]),
]
CASES += [(f"--db=idx --publisher={value[:2]}", ["--db=idx", f"--publisher={value}"]) for value in HOSTILE]
CASES += [(f"--db=idx --publisher='{value[:2]}", ["--db=idx", f"--publisher={value}"]) for value in HOSTILE
          if "'" not in value]
CASES += [(f'--db=idx --publisher="{value[:2]}', ["--db=idx", f"--publisher={value}"]) for value in HOSTILE
          if not set(value) & set('!"')]  # bash cannot write these there

# What Tab, pressed twice, lists after a line: values, and what they mean.
LISTS = [("--format=", "paths0"), ("--db=idx --status=a", "Decided, ordered or signed")]


class Shell:
    """A shell on a terminal."""

    def __init__(self, name: str, directory: pathlib.Path, environment: dict[str, str], scripts: pathlib.Path):
        command, setup = STARTS[name]
        self.output = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(directory)
            os.execvpe(command[0], command, environment)
        self.send(setup.format(scripts=shlex.quote(str(scripts))) + "\n")
        self.wait_for(lambda: PROMPT in self.output, "a prompt")

    def send(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def wait_for(self, is_done: typing.Callable[[], bool], what: str) -> None:
        end = time.monotonic() + TIMEOUT_SECONDS
        while not is_done():
            if time.monotonic() > end:
                raise TimeoutError(f"no {what} in {TIMEOUT_SECONDS} s; the terminal shows {self.output[-2000:]!r}")
            if select.select([self.terminal], [], [], 0.02)[0]:
                self.output += os.read(self.terminal, 65536)

    def complete(self, line: str, noted: pathlib.Path) -> list[str]:
        """Types the line and Tab, then Enter; returns what the program was called with."""
        noted.unlink(missing_ok=True)
        self.output = b""
        self.send(f"searcher {line}\t\n")
        self.wait_for(lambda: noted.exists() and PROMPT in self.output, f'call of "{line}"')
        return noted.read_bytes().decode("utf-8", "backslashreplace").split("\0")[:-1]

    def shows(self, line: str, text: str) -> None:
        """Types the line and Tab twice; the text must be listed. Nothing can be typed afterwards."""
        self.output = b""
        self.send(f"searcher {line}\t\t")
        self.wait_for(lambda: text.encode() in self.output, f'"{text}" after "{line}"')

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def make_index(indexer: str, directory: pathlib.Path) -> None:
    articles = [{"id": str(number), "title": "Ottawa bans TikTok from government phones",
                 "publisher": publisher, "published": "2023-02-28",
                 "text": "Canada has banned TikTok from all government-issued mobile devices. The ban took effect on Monday."}
                for number, publisher in enumerate(["two words", *HOSTILE, *UNPRINTABLE])]
    (directory / "articles.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
    subprocess.run([indexer, "--no-config", "--db=idx", "--quiet", "articles.jsonl"], cwd=directory, check=True)
    shutil.copytree(directory / "idx", directory / "my idx")


def make_program(searcher: str, directory: pathlib.Path, noted: pathlib.Path) -> None:
    program = directory / "bin" / "searcher"
    program.parent.mkdir()
    program.write_text(f"""#!/bin/sh
case ${{1-}} in --complete=*) exec {shlex.quote(searcher)} "$@" ;; esac
printf '%s\\0' "$@" >{shlex.quote(str(noted))}.new
mv {shlex.quote(str(noted))}.new {shlex.quote(str(noted))}
""")
    program.chmod(0o755)


def test_shell(name: str, directory: pathlib.Path, noted: pathlib.Path, scripts: pathlib.Path) -> list[str]:
    environment = {"PATH": f"{directory}/bin:/usr/bin:/bin", "HOME": str(directory / "home"), "TERM": "xterm",
                   "LC_ALL": "C.UTF-8", "IDX": "idx", "COLUMNS": "200", "LINES": "50"}
    faults = []
    try:
        with contextlib.closing(Shell(name, directory, environment, scripts)) as shell:
            for line, wanted in CASES:
                # zsh takes the slash away again that it put after a directory.
                got = [word.removesuffix("/") for word in shell.complete(line, noted)]
                if got != wanted:
                    faults.append(f"{name}: {line!r} became {got}, not {wanted}")
        for line, text in LISTS:
            with contextlib.closing(Shell(name, directory, environment, scripts)) as shell:
                shell.shows(line, text)
    except (TimeoutError, OSError) as error:
        faults.append(f"{name}: {error}")
    if (directory / "pwned").exists():
        faults.append(f"{name} executed a value of the index")
        (directory / "pwned").unlink()
    return faults


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        print("usage: shell_completion.py INDEXER SEARCHER SOURCE_DIR", file=sys.stderr)
        return 2
    indexer, searcher = (os.path.abspath(program) for program in arguments[:2])
    scripts = pathlib.Path(arguments[2]).resolve() / "scripts" / "completion"
    try:
        os.close(pty.openpty()[0])
    except OSError as error:
        print(f"SKIPPED: no terminal can be made here: {error}")
        return SKIPPED
    faults, tried = [], 0
    with tempfile.TemporaryDirectory(prefix="completion-") as temporary:
        directory = pathlib.Path(temporary).resolve()
        (directory / "home").mkdir()
        noted = directory / "noted"
        make_index(indexer, directory)
        make_program(searcher, directory, noted)
        for name in STARTS:
            if shutil.which(name, path="/usr/bin:/bin") is None:
                print(f"SKIPPED {name}: it is not installed")
                continue
            tried += 1
            faults += test_shell(name, directory, noted, scripts)
    for fault in faults:
        print("FAILED", fault.encode("unicode_escape").decode())
    print(f"{tried} shells, {len(CASES)} lines each, {len(faults)} failed")
    if tried == 0:
        return SKIPPED
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
