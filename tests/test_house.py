"""The rules of the house (docs/architecture.md), held by tests; those about imports are held by import-linter too."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.ROOT)
ROOMS = ("cms", "api", "pages", "blocks", "cases", "regions")
AIMLESS = {"core", "common", "utils", "helpers", "managers"}
ENVIRONMENT = re.compile(r"""\benv\.\w+\(\s*["']([A-Z_]+)["']""")


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Where a pattern stands: file, line and text of each hit."""
    return [
        f"{name(path)}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if path != Path(__file__) and pattern.search(line)
    ]


OURS = modules(*ROOMS)
TEXTS = [
    path
    for pattern in ("*.md", "*.toml", "*.txt", "*.yml", "Makefile", ".env.example", ".ci/*", "docs/**/*.md")
    for path in ROOT.glob(pattern)
    if path.is_file()
]


def test_every_module_says_what_it_is_for():
    trees = {path: tree_of(path) for path in [*OURS, *modules("tests")]}
    assert not [name(path) for path, tree in trees.items() if tree.body and not ast.get_docstring(tree)]


def test_every_class_says_what_it_is():
    silent = [
        f"{name(path)}: {node.name}"
        for path in OURS
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and not speaks_for_itself(node) and not ast.get_docstring(node)
    ]
    assert not silent


def speaks_for_itself(node: ast.ClassDef) -> bool:
    """Choices, typed dictionaries, app configs and Meta say it by their own lines."""
    bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    return node.name in {"Meta", "Media"} or bool(bases & {"TextChoices", "IntegerChoices", "TypedDict", "AppConfig"})


def test_no_room_or_module_has_a_name_without_direction():
    """“Services” is the field's own word for what a citizen applies for, so a module may carry it; a room may not."""
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert not rooms & {*AIMLESS, "services"}
    assert not [name(path) for path in OURS if AIMLESS & {*path.relative_to(ROOT).parent.parts, path.stem}]


def test_modules_stay_readable():
    """About 250 lines is where a file is split by role; beyond 400 nobody reads it any more."""
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in OURS}
    assert not {path: length for path, length in lengths.items() if length > 400}


def test_nothing_is_left_for_later_or_switched_off():
    later = re.compile(r"#\s*(TODO|FIXME|XXX)\b")
    switched_off = re.compile(r"#\s*(noqa|type: ignore)\s*($|#)")
    assert not lines_with(later, [*OURS, *modules("tests")])
    assert not lines_with(switched_off, [*OURS, *modules("tests")]), "say which rule is set aside"


def test_nothing_records_one_machine_or_registry():
    """Locks and notes must work behind any mirror and on any machine."""
    registry = re.compile(r"files\.pythonhosted|pypi\.org/simple|index-url (https?|file):")
    machine = re.compile(r"(?<![\w.])/(home|Users|root|work)/\w")
    assert not lines_with(registry, [*OURS, *TEXTS])
    assert not lines_with(machine, [*OURS, *TEXTS])


def test_the_environment_is_read_in_settings_only():
    reading = re.compile(r"os\.(environ\[|environ\.get|getenv)")
    assert not lines_with(reading, [path for path in OURS if path.parent.name != "settings"])


def test_settings_environment_example_and_readme_name_the_same_variables():
    read = {one for path in (ROOT / "cms" / "settings").glob("*.py") for one in ENVIRONMENT.findall(path.read_text())}
    example = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    readme = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert read == example
    assert read == readme


def test_public_sources_load_nothing_from_third_parties():
    """A page must work, and tell nobody, when only this server is reached."""
    foreign = re.compile(r"""(src|srcset|href|url)\s*[=(]\s*["']?(https?:)?//""")
    public = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "cms" / "static").rglob("*.css")]
    for path in public:
        for line in path.read_text(encoding="utf-8").splitlines():
            hit = foreign.search(line)
            assert not hit or "<a " in line or "schema.org" in line, f"{name(path)}: {line.strip()}"


def test_imports_go_down_the_staircase():
    """The contracts of pyproject.toml, so that the plain test command proves them as well."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:]


def test_locks_pin_every_package_with_hashes():
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text().replace("\\\n", " ")
        for line in filter(None, map(str.strip, text.splitlines())):
            assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", line), f"{lock}: {line[:80]}"


def test_both_locks_agree():
    def pins(lock: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))

    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert run.items() <= dev.items(), "the second lock installs everything of the first"
