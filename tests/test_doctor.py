"""The doctor: what is missing is named with this system's command, and asking needs nothing but Python."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli, commands, libraries, typefaces
from generator.desk import doctor
from generator.print.fonts import FACES
from generator.problems import say
from generator.publish import packages
from generator.publish.cache import Cache, key
from generator.typefaces import SERIF, TYPEFACES, FontMissing, Typeface

ROOT = Path(__file__).parents[1]
real_font_file = typefaces.font_file
PROJECT = """
[project]
version = "2.1"
requires-python = ">=3.11"
dependencies = [
    "weasyprint>=60,<1000",  # the printer's "press" [and] more
    'no-such-package[extra]==1.2 ; python_version > "3"',
]
"""


@pytest.fixture(autouse=True)
def ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are told to one who is not the administrator, whoever runs the tests."""
    monkeypatch.setattr(doctor.os, "geteuid", lambda: 1000, raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose one requirement cannot be met."""
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    return tmp_path


@pytest.fixture
def healthy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that needs nothing, on a machine that has everything."""
    monkeypatch.setattr(libraries, "pango_version", lambda: "1.50")
    monkeypatch.setattr(libraries, "has_subset", lambda: True)
    monkeypatch.setattr(typefaces, "font_file", lambda typeface: typefaces.FontFile(typeface, "/font.ttf"))
    return tmp_path


def codes(findings: list[doctor.Lack] | tuple[doctor.Lack, ...]) -> list[str]:
    """The kinds of what was found."""
    return [finding.code for finding in findings]


def test_nothing_is_found_where_nothing_is_missing(healthy: Path) -> None:
    assert doctor.diagnose(healthy) == []


def test_a_missing_package_is_named_with_the_command_that_installs_it(project: Path, healthy: Path) -> None:
    [finding] = doctor.missing(project)
    assert finding.code == "package"
    assert "no-such-package[extra]==1.2" in finding.message.in_language("en")
    assert finding.remedy.in_language("en").endswith("-m pip install -c .ci/constraints.txt .")


def test_outside_an_environment_of_its_own_the_command_makes_one(
    project: Path, healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    [finding] = doctor.missing(project)
    assert finding.remedy.in_language("en") == (
        "python3 -m venv .venv && .venv/bin/pip install -c .ci/constraints.txt ., then run .venv/bin/python build.py"
    )


def test_outside_an_environment_that_is_there_its_python_is_named(
    project: Path, healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    own = project / ".venv/bin/python"
    own.parent.mkdir(parents=True)
    own.touch()
    [finding] = doctor.missing(project)
    assert finding.remedy.in_language("en").endswith("such as .venv/bin/python build.py")


def test_a_package_that_a_declared_one_needs_is_missed_too(tmp_path: Path) -> None:
    folder = tmp_path / "upper-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        "Name: upper\nRequires-Dist: lower>=2\nRequires-Dist: other; sys_platform == 'win32'\n\nRequires-Dist: no\n"
    )
    present = packages.installed((str(tmp_path),))
    assert packages.lacking([packages.requirement("upper>=1")], present) == {"lower>=2": ""}


def test_the_administrator_is_told_no_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "system", lambda: "debian")
    monkeypatch.setattr(doctor.os, "geteuid", lambda: 0, raising=False)
    assert doctor.remedy("pango").in_language("en") == "apt-get install libpango-1.0-0 libpangoft2-1.0-0"


def test_one_command_is_told_once_under_all_that_it_mends(capsys: pytest.CaptureFixture[str]) -> None:
    cure = say("命令", "command")
    lacking = [doctor.Lack("package", say(f"缺 {n}", f"no {n}"), cure, True) for n in "ab"]
    assert commands._tell_missing(lacking, "en") == commands.MISSING
    assert capsys.readouterr().err == "no a\nno b\n    command\n"


def test_a_package_of_an_unsuitable_version_is_named_with_the_one_installed(healthy: Path) -> None:
    (healthy / "pyproject.toml").write_text('[project]\ndependencies = [\n "pytest<2",\n]\n')
    [finding] = doctor.missing(healthy)
    assert finding.message.in_language("en").startswith("the Python package pytest<2 is needed; this is ")


def test_an_old_python_is_named(healthy: Path) -> None:
    (healthy / "pyproject.toml").write_text('[project]\nrequires-python = ">=4.2"\n')
    assert codes(doctor.missing(healthy)) == ["python"]


@pytest.mark.parametrize(
    ("family", "command"),
    [
        ("debian", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ("fedora", "sudo dnf install pango"),
        ("arch", "sudo pacman -S pango"),
        ("macos", "brew install pango"),
        ("windows", "mingw-w64-x86_64-pango"),
        ("", "https://pango.gnome.org/"),
    ],
)
def test_missing_pango_comes_with_this_systems_command(
    healthy: Path, monkeypatch: pytest.MonkeyPatch, family: str, command: str
) -> None:
    monkeypatch.setattr(libraries, "pango_version", lambda: "")
    monkeypatch.setattr(doctor, "system", lambda: family)
    [finding] = doctor.missing(healthy)
    assert finding.code == "pango"
    assert finding.needed
    assert all(command in finding.remedy.in_language(language) for language in ("zh-Hant", "en"))


def test_a_build_without_pdfs_needs_neither_pango_nor_fonts(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "pango_version", lambda: "")
    monkeypatch.setattr(typefaces, "font_file", lambda typeface: None)
    assert codes(doctor.missing(healthy)) == ["pango", "font", "font"]
    assert doctor.missing(healthy, with_pdf=False) == ()


def test_every_font_that_the_pdfs_are_set_in_is_asked_for(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Typeface] = []
    monkeypatch.setattr(typefaces, "font_file", lambda typeface: asked.append(typeface))
    doctor.missing(healthy)
    assert {face.source for faces in FACES.values() for face in faces} == set(asked) == set(TYPEFACES)


@pytest.mark.parametrize(
    ("family", "kai", "serif"),
    [
        ("debian", "sudo apt-get install fonts-cns11643-kai", "sudo apt-get install fonts-sil-gentium-basic"),
        ("macos", "https://www.cns11643.gov.tw/", "https://software.sil.org/gentium/"),
    ],
)
def test_each_missing_family_comes_once_with_what_installs_it(
    healthy: Path, monkeypatch: pytest.MonkeyPatch, family: str, kai: str, serif: str
) -> None:
    monkeypatch.setattr(typefaces, "font_file", lambda typeface: None)
    monkeypatch.setattr(doctor, "system", lambda: family)
    found = doctor.missing(healthy)
    for finding, remedy in zip(found, (kai, serif), strict=True):
        assert finding.needed
        assert all(remedy in finding.remedy.in_language(language) for language in ("zh-Hant", "en"))


def test_a_font_is_known_by_its_own_name_and_no_likeness_is_taken(healthy: Path) -> None:
    assert real_font_file(Typeface("GentiumBookBasi", "Gentium Book Basic", "", "")) is None


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_a_font_that_goes_missing_during_a_build_ends_it_with_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str
) -> None:
    def lose(*_: object) -> None:
        raise pickle.loads(pickle.dumps(FontMissing(SERIF)))  # as it comes from another process

    monkeypatch.setattr("generator.pipeline.build", lose)
    monkeypatch.setattr(doctor, "missing", lambda *_, **__: ())
    monkeypatch.setattr(doctor, "system", lambda: "debian")
    code = cli.main(["build", "--output", str(tmp_path), "--message-language", language])
    words = {
        "zh-Hant": "缺少字型 Gentium Book Basic",
        "en": "the font Gentium Book Basic (GentiumBookBasic) is missing",
    }
    told = capsys.readouterr().err
    assert code == commands.MISSING
    assert told.startswith(words[language])
    assert told.endswith("    sudo apt-get install fonts-sil-gentium-basic\n")


def test_what_is_needed_comes_before_what_only_helps(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "has_subset", lambda: False)
    monkeypatch.setattr(typefaces, "font_file", lambda typeface: None)
    found = doctor.diagnose(healthy)
    assert codes(found) == ["font", "font", "harfbuzz-subset"]
    assert [finding.needed for finding in found] == [True, True, False]


@pytest.mark.parametrize(("can_write", "code"), [(True, commands.FINE), (False, commands.MISSING)])
def test_whatever_the_doctor_names_is_missing_for_a_script_too(
    healthy: Path, monkeypatch: pytest.MonkeyPatch, can_write: bool, code: int
) -> None:
    """A cache that cannot be written stops no build, yet each of them begins anew."""
    monkeypatch.setattr(commands, "ROOT", healthy)
    monkeypatch.setattr("os.access", lambda path, mode: can_write or path.name != ".cache")
    (healthy / ".cache").mkdir()
    assert cli.main(["doctor"]) == code


def test_folders_that_cannot_be_written_are_named(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert codes(doctor.diagnose(healthy)) == ["output", "cache"]


def test_damaged_cache_entries_are_counted(healthy: Path) -> None:
    cache = Cache(healthy / ".cache")
    cache.put(key("a"), [])
    cache.put(key("b"), [])
    (healthy / f".cache/{key('a')}.edition").write_bytes(b"edition 1\nbroken")
    [finding] = doctor.diagnose(healthy)
    assert finding.code == "cache-health"
    assert "in the cache: 1;" in finding.message.in_language("en")


def test_the_family_of_a_system_is_known_by_its_relations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    release = {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: release)
    assert doctor.system() == "debian"
    release.update(ID="nixos", ID_LIKE="")
    assert doctor.system() == ""


def test_the_doctor_imports_nothing_that_could_be_missing() -> None:
    """In an interpreter without any installed package (`-S`) it still answers."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path; from generator.desk import doctor\n"
        f"doctor.diagnose(Path({str(ROOT)!r}))\n"
        "names = {name.split('.')[0] for name in sys.modules}\n"
        "print(sorted(names - sys.stdlib_module_names - {'generator', '__main__'}))"
    )
    ran = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_requirements_are_read_as_the_standard_parser_reads_them(project: Path) -> None:
    import tomllib

    for root in (project, ROOT):
        path = root / "pyproject.toml"
        if path.is_file():
            content = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
            texts = [text.split(";")[0].strip() for text in content.get("dependencies", [])]
            assert [wanted.text for wanted in packages.declared(root)] == texts
            assert packages.python_wanted(root) == content.get("requires-python", "")


@pytest.mark.parametrize(
    ("version", "conditions", "outcome"),
    [
        ("70.0", ">=70,<71", True),
        ("71.0", ">=70,<71", False),
        ("6.0.3", "~=6.0.1", True),
        ("6.1", "~=6.0.1", False),
        ("1.2.5", "==1.2.*", True),
        ("1.3", "!=1.3.0", False),
        ("3.11.7", "", True),
        ("2.0rc1", ">2", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, conditions: str, outcome: bool) -> None:
    assert packages.suits(version, conditions) is outcome


def test_the_packages_that_a_package_brings_are_followed_with_its_extras_alone() -> None:
    present = packages.installed()
    found = packages.closure([packages.requirement("weasyprint")], present)
    assert {"weasyprint", "pydyf", "fonttools", "brotli"} <= found.keys()
    assert not {"sphinx", "ruff", "pytest"} & found.keys()
