# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a source file can be changed a little, and the file with all these changes behind switches (switches.h).

A mutant is one change that a programmer could make by mistake: a comparison that is off in the limit case, `&&` for
`||`, a condition turned round, a call, an assignment, a throw or an early return that is missing, a number that is one
too great. Clang's parser says where they are; the changes are insertions that add no line.
"""

import bisect
import re
import typing

from clang.cindex import Cursor, CursorKind, Diagnostic, Index, TypeKind

COMPARISONS = {"<": ("Less", "<="), "<=": ("LessEqual", "<"), ">": ("Greater", ">="), ">=": ("GreaterEqual", ">"),
               "==": ("Equal", "!="), "!=": ("Unequal", "==")}
ARITHMETIC = {"+": ("add", "-"), "-": ("subtract", "+")}
INTEGERS = {TypeKind.INT, TypeKind.UINT, TypeKind.LONG, TypeKind.ULONG, TypeKind.LONGLONG, TypeKind.ULONGLONG,
            TypeKind.SHORT, TypeKind.USHORT, TypeKind.UCHAR, TypeKind.SCHAR, TypeKind.CHAR_S}
NUMBERS = INTEGERS | {TypeKind.DOUBLE, TypeKind.FLOAT}
FUNCTIONS = {CursorKind.FUNCTION_DECL, CursorKind.CXX_METHOD, CursorKind.CONSTRUCTOR, CursorKind.DESTRUCTOR,
             CursorKind.FUNCTION_TEMPLATE, CursorKind.CONVERSION_FUNCTION}
WRAPPERS = {CursorKind.UNEXPOSED_EXPR, CursorKind.PAREN_EXPR}
DOING = {CursorKind.CALL_EXPR, CursorKind.BINARY_OPERATOR, CursorKind.COMPOUND_ASSIGNMENT_OPERATOR,
         CursorKind.UNARY_OPERATOR, CursorKind.CXX_THROW_EXPR, CursorKind.UNEXPOSED_EXPR,
         CursorKind.CXX_STATIC_CAST_EXPR, CursorKind.CXX_DELETE_EXPR}
REWRITTEN = WRAPPERS | {CursorKind.UNARY_OPERATOR, CursorKind.CALL_EXPR}
LEAVING = {CursorKind.RETURN_STMT, CursorKind.CONTINUE_STMT, CursorKind.BREAK_STMT}


class Mutant(typing.NamedTuple):
    number: int
    file: str
    line: int
    source: str  # the line as it is, without indentation
    change: str

    def key(self) -> tuple[str, str, str]:
        return self.file, self.source, self.change

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.change}: {self.source}"


class Instrumenter:
    """Rewrites one file. Cursors are walked from the outside in; `edits` are sorted by offset and nesting at the end."""

    def __init__(self, path: str, name: str, arguments: list[str], first: int, without_lines: set[int]) -> None:
        self.path, self.name, self.next, self.without_lines = path, name, first, without_lines
        self.data = open(path, "rb").read()
        self.line_begins = [0] + [match.end() for match in re.finditer(b"\n", self.data)]
        self.edits: list[tuple[int, float, int, bytes]] = []  # begin, nesting, end of what is replaced, text
        self.mutants: list[Mutant] = []
        self.changed: set[tuple[int, int]] = set()  # operators
        unit = Index.create().parse(path, args=arguments)
        faults = [str(d) for d in unit.diagnostics if d.severity >= Diagnostic.Error]
        if faults:
            raise SystemExit(f"mutate: {name}: " + "; ".join(faults[:3]))
        for cursor in unit.cursor.get_children():
            if cursor.location.file and cursor.location.file.name == path:
                self.visit(cursor, 0, False, False)

    def text(self) -> bytes:
        out, at = [], 0
        for begin, _, end, text in sorted(self.edits, key=lambda edit: edit[:2]):
            out += [self.data[at:begin], text]
            at = max(at, end)
        return b"".join(out) + self.data[at:]

    # What is changed.

    def mutant(self, offset: int, change: str) -> int | None:
        """The number of a new mutant; none if the compiler has refused one of this line before."""
        line = bisect.bisect_right(self.line_begins, offset)
        if line in self.without_lines:
            return None
        source = self.data.splitlines()[line - 1].decode().strip()
        # The second place in a line of the same change.
        times = sum(m.line == line and re.sub(r" \(\d\)$", "", m.change) == change for m in self.mutants)
        if times:
            change += f" ({times + 1})"
        self.mutants.append(Mutant(self.next, self.name, line, source, change))
        self.next += 1
        return self.next - 1

    def wrap(self, begin: int, end: int, depth: float, before: str, after: str) -> None:
        """Text around a range; what is further inside (of greater depth) lies inside it at equal offsets, too."""
        self.edits.append((begin, depth, begin, before.encode()))
        self.edits.append((end, -depth, end, after.encode()))

    def shown(self, begin: int, end: int) -> str:
        text = " ".join(self.data[begin:end].decode().split())
        return text if len(text) <= 40 else text[:37] + "..."

    def binary(self, left: Cursor, right: Cursor, depth: int) -> bool:
        begin, op_begin, op_end, end = left.extent.start.offset, left.extent.end.offset, right.extent.start.offset, right.extent.end.offset
        op = self.data[op_begin:op_end].decode().strip()
        if not begin < op_begin < op_end < end or (op_begin, op_end) in self.changed:
            return False
        if op in COMPARISONS:
            name, other = COMPARISONS[op]
            before, between, after = f"mutants::compare<mutants::{name}>({{}}, (", "), (", "))"
        elif op in ("&&", "||"):
            other = "||" if op == "&&" else "&&"
            switch = "mutants::on({})" if op == "&&" else "!mutants::on({})"
            before, between, after = "((bool(", f") != {switch}) ? bool(", f") : {switch})"
        elif op in ARITHMETIC and all(c.type.get_canonical().kind in NUMBERS for c in (left, right)):
            name, other = ARITHMETIC[op]
            before, between, after = f"mutants::{name}({{}}, (", "), (", "))"
        else:
            return False
        number = self.mutant(op_begin, f"{self.shown(begin, end)}: {op} becomes {other}")
        if number is not None:
            self.changed.add((op_begin, op_end))
            self.wrap(begin, end, depth, before.format(number), after.format(number))
            self.edits.append((op_begin, 0, op_end, between.format(number).encode()))
        return True

    def operation(self, cursor: Cursor, begin: int, end: int) -> tuple[Cursor, str, Cursor] | None:
        """The operands and the operator that stand at this range. C++20 writes some comparisons anew, as !(a == b) or
        (a <=> b) >= 0: then they are further inside."""
        parts = list(cursor.get_children())
        if len(parts) >= 2 and parts[0].extent.start.offset == begin and parts[-1].extent.end.offset == end:
            op = self.data[parts[0].extent.end.offset:parts[-1].extent.start.offset].decode().strip()
            if op in COMPARISONS or op in ("&&", "||"):
                return parts[0], op, parts[-1]
        if cursor.kind in REWRITTEN:
            for part in parts:
                if found := self.operation(part, begin, end):
                    return found
        return None

    def flip(self, cursor: Cursor, depth: float) -> None:
        """Turns each part of a condition round that is no comparison. `depth` is the cursor's own."""
        while cursor.kind == CursorKind.PAREN_EXPR:
            cursor, depth = next(cursor.get_children()), depth + 1
        begin, end = cursor.extent.start.offset, cursor.extent.end.offset
        if found := self.operation(cursor, begin, end):
            left, op, right = found
            if op in ("&&", "||"):
                self.flip(left, depth + 1)
                self.flip(right, depth + 1)
        elif begin < end:
            number = self.mutant(begin, f"{self.shown(begin, end)} turned round")
            if number is not None:
                self.wrap(begin, end, depth - 0.5, "(bool(", f") != mutants::on({number}))")

    def drop(self, statement: Cursor, depth: int) -> None:
        begin, end = statement.extent.start.offset, statement.extent.end.offset
        semicolon = re.compile(rb"\s*;").match(self.data, end)
        if begin >= end or not semicolon:
            return
        number = self.mutant(begin, f"without {self.shown(begin, end)}")
        if number is not None:
            self.wrap(begin, semicolon.end(), depth, f"{{ if (!mutants::on({number})) ", " }")

    def one_more(self, cursor: Cursor, depth: int) -> None:
        begin, end = cursor.extent.start.offset, cursor.extent.end.offset
        text = self.data[begin:end].decode()
        if not re.fullmatch(r"[0-9][0-9a-fA-FxXuUlL']*|(\w+::)*k[A-Z]\w*", text):
            return
        number = self.mutant(begin, f"{text} one more")
        if number is not None:
            self.wrap(begin, end, depth, f"mutants::one_more({number}, ", ")")

    # Where.

    def visit(self, cursor: Cursor, depth: int, is_constant: bool, is_below_if: bool) -> None:
        kind, children = cursor.kind, list(cursor.get_children())
        if kind in (CursorKind.STATIC_ASSERT, CursorKind.ENUM_CONSTANT_DECL):
            return
        if kind == CursorKind.VAR_DECL:
            head = self.data[cursor.extent.start.offset:cursor.location.offset]
            is_constant = is_constant or b"constexpr" in head or b"constinit" in head
            children = [c for c in children if c.extent.start.offset > cursor.location.offset]  # no template arguments
        if kind in FUNCTIONS or kind == CursorKind.LAMBDA_EXPR:
            is_constant = is_below_if = False
        if not is_constant:
            self.change(cursor, children, depth, is_below_if)
        if kind == CursorKind.CASE_STMT:
            children = children[1:]
        is_below_if = is_below_if or kind == CursorKind.IF_STMT
        is_pointer = cursor.type.get_canonical().kind == TypeKind.POINTER and kind in WRAPPERS
        for child in children:
            self.visit(child, depth + 1, is_constant or is_pointer, is_below_if)

    def change(self, cursor: Cursor, children: list[Cursor], depth: int, is_below_if: bool) -> None:
        kind = cursor.kind
        if kind in (CursorKind.BINARY_OPERATOR, CursorKind.CALL_EXPR) and len(children) >= 2:
            self.binary(children[0], children[-1], depth)
        elif kind == CursorKind.INTEGER_LITERAL:
            self.one_more(cursor, depth)
        elif kind == CursorKind.DECL_REF_EXPR and cursor.type.get_canonical().kind in INTEGERS:
            self.one_more(cursor, depth)
        elif kind == CursorKind.RETURN_STMT and children and children[0].type.get_canonical().kind == TypeKind.BOOL:
            self.flip(children[0], depth + 1)
        elif kind == CursorKind.VAR_DECL and children and cursor.type.get_canonical().kind == TypeKind.BOOL:
            self.flip(children[-1], depth + 1)
        elif kind in (CursorKind.CONDITIONAL_OPERATOR, CursorKind.WHILE_STMT) and children:
            if children[0].kind != CursorKind.VAR_DECL:
                self.flip(children[0], depth + 1)
        elif kind == CursorKind.IF_STMT:
            self.condition_of_if(children, depth)
        self.statements(cursor, children, depth, is_below_if)

    def condition_of_if(self, children: list[Cursor], depth: int) -> None:
        between = self.data[children[-2].extent.end.offset:children[-1].extent.start.offset]
        condition = children[-3] if re.search(rb"\belse\b", between) else children[-2]
        declared = [c for c in children if c.kind in (CursorKind.VAR_DECL, CursorKind.DECL_STMT) and
                    c.extent.start.offset <= condition.extent.start.offset < c.extent.end.offset]
        if not declared:
            self.flip(condition, depth + 1)

    def statements(self, cursor: Cursor, children: list[Cursor], depth: int, is_below_if: bool) -> None:
        """Drops what is done or left here, one at a time."""
        kind = cursor.kind
        if kind == CursorKind.COMPOUND_STMT:
            bodies = children
        elif kind == CursorKind.IF_STMT:
            bodies = children[-2:]
        elif kind in (CursorKind.FOR_STMT, CursorKind.WHILE_STMT, CursorKind.CXX_FOR_RANGE_STMT, CursorKind.CASE_STMT,
                      CursorKind.DEFAULT_STMT):
            bodies = children[-1:]
        else:
            return
        for statement in bodies:
            may_go = statement.kind in LEAVING and (is_below_if or kind == CursorKind.IF_STMT)
            if statement.kind in DOING or may_go:
                self.drop(statement, depth + 1)
