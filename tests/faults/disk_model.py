# SPDX-License-Identifier: GPL-2.0-or-later
"""What a disk may hold after the power failed, given the calls that a program had made until then.

The model is that of ALICE (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014) without the favours that
some file systems do, and near LevelDB's FaultInjectionTestEnv:

* What was written to a file since its last fsync may be there, or not, or any of it, in units of a sector, in any order;
  its length may have been set before its data came, which then reads as zeros.
* What was done to the entries of a directory (creating, renaming, removing) since its last fsync may have been done, or
  not, or any of it in any order. A rename is done wholly or not at all, and belongs to the directory that it renames to.
  Neither waits for the data of the file: that a name is there says nothing of the content.
* fsync of a file does not bring its name to the disk, only fsync of its directory does; and neither brings the directory's
  own name.
* What an fsync brought to the disk stays there.

A file system keeps more order than that, but not all file systems keep the same. As most of them journal what is done to
directories in the order in which it was done, half of the states drawn here keep that order, which reaches deeper ones.
"""

import dataclasses
import os
import pathlib
import random
import typing

SECTOR = 512
Tree = dict[str, bytes | None]  # path below the root -> content; None: a directory


@dataclasses.dataclass(frozen=True)
class Call:
    kind: str
    flags: int
    offset: int
    size: int
    path: str
    target: str
    data: bytes


def read_journal(path: pathlib.Path) -> list[Call]:
    """What shim/journal.cc wrote."""
    calls = []
    with path.open("rb") as file:
        while line := file.readline():
            kind, function, flags, offset, size, name, target = line.decode().rstrip("\n").split("\t")
            assert function != "syncfs", "the model knows no syncfs"
            data = file.read(int(size)) if kind in ("write", "copy") else b""
            calls.append(Call(kind, int(flags), int(offset), int(size), os.path.normpath(name), os.path.normpath(target), data))
    return calls


@dataclasses.dataclass
class Change:
    """A change of a file's bytes: data at an offset, or without data a length."""
    offset: int
    data: bytes | None = None

    def apply(self, content: bytearray) -> None:
        if self.data is None:
            del content[self.offset:]
            content.extend(bytes(self.offset - len(content)))
        else:
            content.extend(bytes(max(0, self.offset + len(self.data) - len(content))))
            content[self.offset:self.offset + len(self.data)] = self.data


@dataclasses.dataclass
class File:
    synced: bytearray  # what is on the disk
    changes: list[Change] = dataclasses.field(default_factory=list)  # since

    def content(self) -> bytearray:
        content = bytearray(self.synced)
        for change in self.changes:
            change.apply(content)
        return content

    def sync(self) -> None:
        self.synced, self.changes = self.content(), []

    def after_cut(self, chance: random.Random) -> bytes:
        if not self.changes:
            return bytes(self.synced)
        fate = chance.choice(("there", "lost", "zeros", "beginning", "sectors", "sectors"))
        if fate == "there":
            return bytes(self.content())
        content = bytearray(self.synced)
        length = len(self.content())
        if fate == "zeros":
            Change(length).apply(content)
        elif fate == "beginning":
            for change in self.changes[:chance.randrange(len(self.changes) + 1)]:
                change.apply(content)
        elif fate == "sectors":
            for sector in sectors_of(self.changes):
                if chance.random() < 0.5:
                    sector.apply(content)
            if chance.random() < 0.5:
                Change(length).apply(content)
        return bytes(content)


def sectors_of(changes: list[Change]) -> typing.Iterator[Change]:
    for change in changes:
        if change.data is None:
            yield change
            continue
        at = 0
        while at < len(change.data):
            end = at + SECTOR - (change.offset + at) % SECTOR
            yield Change(change.offset + at, change.data[at:end])
            at = end


class Directory:
    def __init__(self) -> None:
        self.entries: dict[str, "Node"] = {}


Node = File | Directory


@dataclasses.dataclass
class EntryChange:
    """In `directory`, `name` becomes `node`, or goes; a rename takes away its old name, too."""
    directory: Directory
    name: str
    node: Node | None
    old: tuple[Directory, str] | None = None

    def apply(self, entries: dict[int, dict[str, Node]]) -> None:
        if self.old is not None:
            entries[id(self.old[0])].pop(self.old[1], None)
        if self.node is None:
            entries[id(self.directory)].pop(self.name, None)
        else:
            entries[id(self.directory)][self.name] = self.node


class Disk:
    """Follows the calls of a program below a root. At any time, after_cut() draws what would be left."""

    def __init__(self, root: str, tree: Tree):
        self.root, self.top = root, Directory()
        self.directories = [self.top]
        self.pending: list[EntryChange] = []
        for path in sorted(tree):
            content = tree[path]
            node = self._new_directory() if content is None else File(bytearray(content))
            directory, name = self._place(os.path.join(root, path))
            directory.entries[name] = node
        self.synced = {id(directory): dict(directory.entries) for directory in self.directories}

    def _new_directory(self) -> Directory:
        self.directories.append(Directory())
        return self.directories[-1]

    def _place(self, path: str) -> tuple[Directory, str]:
        *parents, name = os.path.relpath(path, self.root).split("/")
        directory = self.top
        for parent in parents:
            inner = directory.entries[parent]
            assert isinstance(inner, Directory), path
            directory = inner
        return directory, name

    def _node(self, path: str) -> Node | None:
        if path == self.root:
            return self.top
        directory, name = self._place(path)
        return directory.entries.get(name)

    def _file(self, path: str) -> File:
        node = self._node(path)
        assert isinstance(node, File), path
        return node

    def _change_entry(self, path: str, node: Node | None, old: str | None = None) -> None:
        change = EntryChange(*self._place(path), node, None if old is None else self._place(old))
        now = {id(directory): directory.entries for directory in self.directories}
        change.apply(now)
        self.pending.append(change)

    def follow(self, call: Call) -> None:
        if call.kind == "open":
            self._open(call)
        elif call.kind in ("write", "copy"):
            self._file(call.path).changes.append(Change(call.offset, call.data))
        elif call.kind == "truncate":
            self._file(call.path).changes.append(Change(call.size))
        elif call.kind == "directory":
            self._change_entry(call.path, self._new_directory())
        elif call.kind == "remove":
            self._change_entry(call.path, None)
        elif call.kind == "rename":
            self._change_entry(call.target, self._node(call.path), call.path)
        elif call.kind == "sync":
            self._sync(self._node(call.path))
        else:
            assert call.kind in ("mode", "close"), f"the model knows no {call.kind}"

    def _open(self, call: Call) -> None:
        node = self._node(call.path)
        if node is None:
            self._change_entry(call.path, File(bytearray()))
        elif isinstance(node, File) and call.flags & os.O_TRUNC and node.content():
            node.changes.append(Change(0))

    def _sync(self, node: Node | None) -> None:
        if isinstance(node, File):
            node.sync()
        else:
            for directory in self.directories:
                self.synced.setdefault(id(directory), {})
            pending: list[EntryChange] = []
            for change in self.pending:
                if change.directory is not node:
                    pending.append(change)
                    continue
                change.apply(self.synced)
                if change.old is not None:  # what made the old name can come no more
                    pending = [earlier for earlier in pending if (earlier.directory, earlier.name) != change.old]
            self.pending = pending

    def now(self) -> Tree:
        """What the program sees."""
        entries = {id(directory): directory.entries for directory in self.directories}
        return self._reachable(entries, lambda file: bytes(file.content()))

    def after_cut(self, chance: random.Random) -> Tree:
        entries = {id(directory): dict(self.synced.get(id(directory), {})) for directory in self.directories}
        for change in self._survivors(chance):
            change.apply(entries)
        return self._reachable(entries, lambda file: file.after_cut(chance))

    def _survivors(self, chance: random.Random) -> list[EntryChange]:
        if chance.random() < 0.5:
            return self.pending[:chance.randrange(len(self.pending) + 1)]
        share = chance.choice((0.1, 0.5, 0.9))
        return [change for change in self.pending if chance.random() < share]

    def _reachable(self, entries: dict[int, dict[str, Node]], content_of: typing.Callable[[File], bytes]) -> Tree:
        tree: Tree = {}
        open_directories = [("", self.top)]
        while open_directories:
            path, directory = open_directories.pop()
            for name, node in entries[id(directory)].items():
                inner = os.path.join(path, name)
                if isinstance(node, File):
                    tree[inner] = content_of(node)
                else:
                    tree[inner] = None
                    open_directories.append((inner, node))
        return tree
