"""Faults put into the code on purpose, one at a time: a test must notice each.

PYTHONPATH=tests python -m mutants [--again] [MODULE ...]     of the alignment and the significance; `make mutants`

--again tries only what survived the last time and is not explained, with more of the tests.

Each mutant is tried in a copy of one process in which the tests are collected already, with the tests that call the
function it is in, the quickest first. What survives is a rule that no test states, or code that does nothing, or a
mutant that is no fault: the last are listed in mutants.toml, each with the reason. Any other makes the run fail.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import resource
import signal
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import hypothesis
import pytest

TESTS = Path(__file__).parent
ROOMS = {
    ("align", "known", "parts", "order", "assignment"): (
        "order assignment known parts align_ties align_rows align golden mutations overrides similarity diff "
        "compare_properties"
    ),
    ("significance", "wording", "references", "housestyle"): (
        "references wording significance housestyle significance_properties diff golden compare_properties specimens"
    ),
}
RESULTS = TESTS.parent / "build" / "mutants"
EXPLAINED = TESTS / "mutants.toml"
_GIGABYTES = 4
_ENOUGH = 1.0
"""Seconds of the tests that are nearest, in which a mutant must be noticed: a rule has a test of its own."""
_OTHER: dict[type[ast.AST], tuple[Callable[[], Any], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.And: (ast.Or,), ast.Or: (ast.And,),
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,), ast.BitOr: (ast.BitAnd,),
}  # fmt: skip
_EMPTY = {"list": "[]", "Sequence": "[]", "dict": "{}", "tuple": "()", "frozenset": "frozenset()", "set": "set()",
          "str": "''", "int": "0", "float": "0.0", "bool": "True False"}  # fmt: skip
_SYMMETRIC = {"min", "max", "isinstance", "Link", "Reason", "Judgement"}  # or of two types: mypy sees those swapped


@dataclass(frozen=True)
class Mutant:
    """One fault: where it is, and what stood there."""

    module: str
    function: str  # "" at the top of a module
    line: int
    was: str
    now: str


# ------------------------------------------------------------------------------------------------------- the faults


def _expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _constant(node: ast.Constant) -> Iterator[ast.expr]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from (ast.Constant(value + 1), ast.Constant(value - 1))
    elif isinstance(value, float):
        yield from (ast.Constant(value * 1.1), ast.Constant(value * 0.9))
    elif isinstance(value, str):
        yield ast.Constant(f"XX{value}")


def _operation(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            for other in _OTHER[type(op)]:
                ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                yield ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(_OTHER[type(node.op)][0](), node.values)
        for place in range(len(node.values)):
            left = node.values[:place] + node.values[place + 1 :]
            yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _OTHER:
        yield ast.BinOp(node.left, _OTHER[type(node.op)][0](), node.right)
        if not isinstance(node.op, ast.Add | ast.Mult | ast.Div):
            yield node.left


def _call(node: ast.Call) -> Iterator[ast.expr]:
    name = ast.unparse(node.func).rpartition(".")[2]
    if name not in _SYMMETRIC and not any(isinstance(arg, ast.Starred) for arg in node.args):
        for place in range(len(node.args) - 1):
            args = [*node.args[:place], node.args[place + 1], node.args[place], *node.args[place + 2 :]]
            yield ast.Call(node.func, args, node.keywords)
    for keyword in node.keywords:
        if keyword.arg not in {"strict", "flags"}:
            yield ast.Call(node.func, node.args, [other for other in node.keywords if other is not keyword])


def _display(node: ast.expr) -> Iterator[ast.expr]:
    """Tables without one of their entries."""
    if isinstance(node, ast.List | ast.Set):
        for place in range(len(node.elts) if len(node.elts) > 1 else 0):
            yield type(node)([*node.elts[:place], *node.elts[place + 1 :]])
    elif isinstance(node, ast.Dict):
        for place in range(len(node.keys)):
            yield ast.Dict(node.keys[:place] + node.keys[place + 1 :], node.values[:place] + node.values[place + 1 :])


def _statement(node: ast.stmt, returns: str) -> Iterator[ast.stmt]:
    if isinstance(node, ast.Return) and node.value is not None:
        whole, kind = ast.unparse(node.value), returns.partition("[")[0]
        for text in ("None" if "| None" in returns else _EMPTY.get(kind, "None")).split(" "):
            if text != whole:
                yield ast.Return(_expression(text))
    elif isinstance(node, ast.Expr | ast.AugAssign | ast.Continue | ast.Break | ast.Raise) or (
        isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name | ast.Tuple)
    ):
        yield ast.Pass()
    if isinstance(node, ast.AugAssign) and type(node.op) in _OTHER:
        yield ast.AugAssign(node.target, _OTHER[type(node.op)][0](), node.value)


def _variants(node: ast.AST, field: str, function: str, returns: str) -> Iterator[ast.AST]:
    """What could stand in the place of a node, wrongly."""
    if isinstance(node, ast.stmt):
        yield from _statement(node, returns)
    if not isinstance(node, ast.expr):
        return
    if field in {"test", "ifs"} and not isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in (True, False))
    if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "config":
        yield from (_expression(f"mutants.{name}({ast.unparse(node)})") for name in ("more", "less"))
    elif isinstance(node, ast.Constant):
        if function or not isinstance(node.value, str):  # a pattern at the top is data, and most are alternatives
            yield from _constant(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    else:
        yield from _operation(node)
        yield from _display(node)


def more(threshold: float) -> float:
    """A threshold by a tenth too high."""
    return threshold + 1 if isinstance(threshold, int) else threshold * 1.1


def less(threshold: float) -> float:
    """A threshold by a tenth too low."""
    return threshold - 1 if isinstance(threshold, int) else threshold * 0.9


class Source:
    """A module of the project: its tree, in which faults are put and taken away again."""

    def __init__(self, name: str) -> None:
        self.module = sys.modules[f"tracker.{name}"]
        self.name, self.path = name, Path(str(self.module.__file__))
        self.tree = ast.parse(self.path.read_text(encoding="utf-8"))

    def mutants(self) -> Iterator[Mutant]:
        """Each mutant, while the tree has it."""
        yield from self._within(self.tree, "", "")

    def _within(self, parent: ast.AST, function: str, returns: str) -> Iterator[Mutant]:
        for field, value in ast.iter_fields(parent):
            if field in {"annotation", "returns", "decorator_list", "args", "type_params"} and not isinstance(
                parent, ast.Call
            ):
                continue  # types are mypy's
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(node, ast.AST) or _is_fixed(node) or isinstance(node, ast.Import | ast.ImportFrom):
                    continue
                for variant in (
                    _variants(node, field, function, returns) if not isinstance(parent, ast.ClassDef) else ()
                ):
                    ast.copy_location(variant, node)
                    line = int(getattr(node, "lineno", 0))
                    _put(parent, field, place, variant)
                    mutant = Mutant(self.name, function, line, ast.unparse(node), ast.unparse(variant))
                    if mutant.was != mutant.now:
                        yield mutant
                _put(parent, field, place, node)
                inner, result = function, returns
                if isinstance(node, ast.FunctionDef | ast.ClassDef) and not (function and returns):
                    inner = f"{function}.{node.name}".lstrip(".")
                    result = ast.unparse(node.returns or node) if isinstance(node, ast.FunctionDef) else ""
                if isinstance(parent, ast.ClassDef) and not isinstance(node, ast.FunctionDef):
                    continue  # fields, and what they are by default
                if not isinstance(node, ast.Raise | ast.JoinedStr):  # wording is for people
                    yield from self._within(node, inner, result)

    def apply(self, mutant: Mutant, *, at_import: bool) -> None:
        """Make the running module what the tree is now. at_import: the function is called when modules are loaded."""
        ast.fix_missing_locations(self.tree)
        vars(self.module)["mutants"] = sys.modules["mutants"]
        if mutant.function:
            code = compile(self.tree, str(self.path), "exec")
            function: Any = self.module
            for name in mutant.function.split("."):
                function = vars(function)[name]
            while not isinstance(function, FunctionType):
                function = (
                    getattr(function, "__wrapped__", None) or getattr(function, "fget", None) or function.__func__
                )
            function.__code__ = _code(code, mutant.function)
        if at_import:
            self._tables_anew()
        _forget()

    def _tables_anew(self) -> None:
        """All that is computed at the top of the module, also where others have it by name."""
        before = dict(vars(self.module))
        assigned = [one for one in self.tree.body if isinstance(one, ast.Assign | ast.AnnAssign)]
        exec(compile(ast.Module(list(assigned), []), str(self.path), "exec"), vars(self.module))  # noqa: S102 - ours
        changed = {id(old): new for name, old in before.items() if (new := vars(self.module)[name]) is not old}
        for name, module in list(sys.modules.items()):
            if name.startswith("tracker") and module is not self.module:
                vars(module).update({key: changed[id(old)] for key, old in vars(module).items() if id(old) in changed})


def _forget() -> None:
    """Empty what functions of the project have kept of their results."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tracker"):
            for value in list(vars(module).values()):
                getattr(value, "cache_clear", int)()


def _is_fixed(node: ast.AST) -> bool:
    """A docstring, a type's alias, a promise that two lists are as long: nothing that is computed with."""
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    return isinstance(node, ast.Assign) and ast.unparse(node.value).split("[")[0] in {"tuple", "frozenset", "Literal"}


def _put(parent: ast.AST, field: str, place: int, node: ast.AST) -> None:
    value = getattr(parent, field)
    if isinstance(value, list):
        value[place] = node
    else:
        setattr(parent, field, node)


def _code(code: CodeType, name: str) -> CodeType:
    for part in name.split("."):
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == part)
    return code


# --------------------------------------------------------------------------------------------------------- the tests


class Tried:
    """A pytest plugin: in place of one run of the tests, one for each mutant, in a copy of this process."""

    def __init__(self, names: Sequence[str], files: Sequence[str], *, again: bool) -> None:
        self.names, self.files = names, files
        self.again, self.enough = again, 5 * _ENOUGH if again else _ENOUGH
        self.verdicts: list[tuple[Mutant, str]] = []
        self.killers: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = session.items
        self.session = session
        sys.stderr.write(f"{len(self.items)} tests\n")
        sources = [Source(name) for name in self.names]
        self.seconds, self.callers = self._measured(sources)
        for source in sources:
            known = _known(source.name) if self.again else {}
            seen: Counter[tuple[str, str, str]] = Counter()
            with (RESULTS / f"{source.name}.jsonl").open("w", encoding="utf-8") as log:
                for mutant in source.mutants():
                    key = mutant.function, mutant.was, mutant.now
                    before = known[key][seen[key] :][:1] if key in known else []
                    seen[key] += 1
                    verdict, by = before[0] if before else ("survived", "")
                    if verdict == "survived" and not (before and self.is_explained(mutant)):
                        verdict, by = self._verdict(source, mutant)
                    self.verdicts.append((mutant, verdict))
                    log.write(json.dumps({**asdict(mutant), "verdict": verdict, "by": by}, ensure_ascii=False) + "\n")
                    log.flush()
        return True

    def _measured(self, sources: Sequence[Source]) -> tuple[list[float], dict[tuple[str, str], set[int]]]:
        """How long each test takes, and which tests call each function; in a copy, so that no cache is filled here."""
        files = {str(source.path): source.name for source in sources}
        reader, writer = os.pipe()
        if child := os.fork():
            os.close(writer)
            with os.fdopen(reader) as told:
                seconds, callers = json.load(told)
            os.waitpid(child, 0)
            return seconds, {(name, function): set(tests) for name, function, tests in callers}
        called: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        seconds = []
        for number, item in enumerate(self.items):

            def note(frame: Any, event: str, _arg: object, number: int = number) -> None:
                if event == "call" and frame.f_code.co_filename in files:
                    called[files[frame.f_code.co_filename], frame.f_code.co_qualname].add(number)

            _forget()
            start = time.process_time()
            sys.setprofile(note)
            failed = self._fails(item)
            sys.setprofile(None)
            seconds.append(time.process_time() - start)
            if failed:
                sys.stderr.write(f"fails without any mutant: {item.nodeid}\n")
        with os.fdopen(writer, "w") as told:
            json.dump((seconds, [(*key, sorted(tests)) for key, tests in called.items()]), told)
        os._exit(0)

    def _fails(self, item: pytest.Item) -> bool:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return self.session.testsfailed > 0

    def _verdict(self, source: Source, mutant: Mutant) -> tuple[str, str]:
        """Killed, by which test; survived; or timed out, which is noticed too."""
        key = mutant.module, mutant.function
        tests = self.callers.get(key) or set(range(len(self.items)))
        ordered = sorted(
            tests, key=lambda number: (-self.killers[key][number], self._file(number), self.seconds[number])
        )
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            self._try(source, mutant, ordered, writer)
        os.close(writer)
        with os.fdopen(reader) as told:
            killer = told.read()
        _, status = os.waitpid(child, 0)
        if killer:
            self.killers[key][int(killer)] += 1
            return "killed", self.items[int(killer)].nodeid
        if os.WIFSIGNALED(status):
            return ("timed out" if os.WTERMSIG(status) == signal.SIGPROF else "killed"), ""
        return ("survived", "") if os.WEXITSTATUS(status) == 0 else ("killed", "when loaded")

    def _file(self, number: int) -> int:
        """The place of a test's file among those of the room."""
        return self.files.index(str(self.items[number].path))

    def _try(self, source: Source, mutant: Mutant, tests: Sequence[int], writer: int) -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_GIGABYTES << 30, _GIGABYTES << 30))
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, 4 * self.enough)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        try:
            source.apply(mutant, at_import=(mutant.module, mutant.function) not in self.callers)
            for number in tests:
                if time.process_time() > self.enough:
                    break
                if self._fails(self.items[number]):
                    os.write(writer, str(number).encode())
                    break
        except BaseException:  # noqa: BLE001 - the mutant can't even be loaded
            os._exit(1)
        os._exit(0)

    @cached_property
    def explained(self) -> list[tuple[str, str, str]]:
        """Where, what was and what is now, of mutants that are no fault; "*" is anything."""
        reasons = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["reason"]
        return [(where, was, now) for reason in reasons for where, was, now in reason["mutants"]]

    def is_explained(self, mutant: Mutant) -> bool:
        facts = f"{mutant.module}.{mutant.function}", mutant.was, mutant.now
        return any(all(told in ("*", fact) for told, fact in zip(one, facts, strict=True)) for one in self.explained)

    def report(self) -> int:
        """Print what became of the mutants of each module; 0 if each was noticed or is explained."""
        unexplained = 0
        for name in self.names:
            mine = [(mutant, verdict) for mutant, verdict in self.verdicts if mutant.module == name]
            counts = Counter(verdict for _, verdict in mine)
            alive = [mutant for mutant, verdict in mine if verdict == "survived"]
            open_ = [one for one in alive if not self.is_explained(one)]
            unexplained += len(open_)
            sys.stdout.write(
                f"{name}: {len(mine)} mutants, {counts['killed']} killed, {counts['timed out']} timed out, "
                f"{counts['survived']} survived, {len(open_)} of them not explained\n"
            )
            for one in open_:
                sys.stdout.write(f"  {name}.py:{one.line} {one.function}: {one.was}  ->  {one.now}\n")
        return int(unexplained > 0)


def _known(name: str) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
    """What became of each mutant of a module the last time; of several that look the same, in their order."""
    found: defaultdict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for line in (RESULTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        found[one["function"], one["was"], one["now"]].append((one["verdict"], one["by"]))
    return dict(found)


def main(arguments: Sequence[str]) -> int:
    """Try the mutants of these modules, or of all that are listed."""
    names = [name for name in arguments if name != "--again"]
    hypothesis.settings.register_profile("mutants", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate])
    hypothesis.settings.load_profile("mutants")
    RESULTS.mkdir(parents=True, exist_ok=True)
    status = 0
    for modules, tests in ROOMS.items():
        wanted = [name for name in modules if not names or name in names]
        if wanted:
            files = [str(TESTS / f"test_{name}.py") for name in tests.split()]
            plugin = Tried(wanted, files, again="--again" in arguments)
            gc.freeze()
            options = ["-o", "addopts=", "-p", "no:terminal", "-p", "no:cacheprovider", "-m", "not corpus and not slow"]
            status |= pytest.main([*options, *files], plugins=[plugin]) or plugin.report()
    return status


if __name__ == "__main__":
    sys.modules["mutants"] = sys.modules["__main__"]
    raise SystemExit(main(sys.argv[1:]))
