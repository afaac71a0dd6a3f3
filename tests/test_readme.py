"""What the README, the guides and the recipes tell is so: commands run, files are there, recipes can be followed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator import cli
from generator.command_line import COMMANDS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
DEPLOY = (ROOT / ".github" / "DEPLOY.md").read_text("utf-8")
GUIDES = [ROOT / "content" / "README.md", ROOT / "content" / "README.en.md"]
QUICK = {
    "python build.py check",
    "python build.py check --report figures",
    "python build.py check --report translation",
    "python build.py doctor",
    "python build.py build --help",
}
"""Commands that change nothing and can be run as they stand."""
BOTH = re.compile(r".*[\u4e00-\u9fff].*/ .*[a-z]{2}", re.IGNORECASE)
"""Words in Chinese, then in English."""


def commands(text: str) -> list[str]:
    return list(re.findall(r"`(python build\.py[^`]*)`", text))


def test_every_command_is_told_in_the_readme_and_in_both_guides() -> None:
    for text in (README, *(path.read_text("utf-8") for path in GUIDES)):
        told = {shlex.split(command)[2] for command in commands(text) if len(shlex.split(command)) > 2}
        assert set(COMMANDS) - {"build"} <= told


@pytest.mark.parametrize("command", sorted(QUICK))
def test_a_command_of_the_readme_or_a_guide_runs_as_it_stands(command: str) -> None:
    assert any(command in path.read_text("utf-8") for path in (ROOT / "README.md", *GUIDES))
    done = subprocess.run([sys.executable, *shlex.split(command)[1:]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_each_heading_and_argument_of_the_help_is_told_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], *([name] for name in COMMANDS)):
        with pytest.raises(SystemExit) as left:
            cli.main([*command, "--help"])
        headings = re.findall(r"^(\S.*):$", capsys.readouterr().out, re.MULTILINE)
        assert left.value.code == 0
        assert headings
        assert all(BOTH.match(heading) for heading in headings)
    for words, options in COMMANDS.values():
        assert all(BOTH.match(told) for told in (words, *(settings["help"] for _, settings in options)))


def test_every_file_that_the_readme_links_to_is_there() -> None:
    for path in (ROOT / "README.md", *GUIDES):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).is_file(), target


def test_the_recipes_for_hosts_build_with_what_the_readme_installs_and_verify() -> None:
    """Each YAML file of the recipes can be read, installs the packages that the README names, and verifies its build."""
    packages = re.search(r"--no-install-recommends ([a-z0-9 .-]+)", README)
    recipes = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.+?)```", DEPLOY, re.DOTALL)]
    assert packages is not None
    assert [next(iter(recipe)) for recipe in recipes] == ["name", "pages"]
    steps = [step.get("run", "") for step in recipes[0]["jobs"]["build"]["steps"]]
    job = recipes[1]["pages"]
    for lines in (steps, job["before_script"] + job["script"]):
        script = "\n".join(lines)
        assert packages[1] in script
        assert "-c .ci/constraints.txt ." in script
        assert 0 < script.find("build.py --base-url") < script.find("build.py verify")


def test_the_recipes_name_the_headers_and_files_of_a_build(site: Path) -> None:
    sent = re.findall(r"^  ([\w-]+):", (site / "_headers").read_text("utf-8").partition("\n\n")[0], re.MULTILINE)
    assert [name for name in sent if name not in DEPLOY] == []
    assert (site / ".htaccess").is_file()


def test_the_architecture_table_names_every_room() -> None:
    table = README[README.index("| room |") : README.index("### Packages")]
    rooms = {path.name for path in (ROOT / "generator").iterdir() if path.is_dir() and path.name != "__pycache__"}
    modules = {path.name for path in (ROOT / "generator").glob("*.py")} - {"__init__.py"}
    assert {name for name in rooms if f"`{name}/`" not in table} == set()
    assert {name for name in modules if f"`{name}`" not in table} == set()


def test_every_package_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split(r"[<>=\[]", entry)[0] for entry in project["dependencies"]]
    table = README[README.index("| package | reason |") : README.index("## Tests")]
    assert [name for name in names if name not in table.lower()] == []


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    forbidden = re.compile(r"/wo" + r"rk/|/ro" + r"ot/|/home/[a-z]+/|pypi\.o" + r"rg|registry\.npm" + "js")
    folders = ("content", "templates", "generator", "tests", ".vscode", ".github")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    files += [*ROOT.glob("*"), *(ROOT / ".ci").glob("*")]
    for path in files:
        if path.is_file() and path.suffix in TEXTS:
            assert not forbidden.search(path.read_text("utf-8", errors="replace")), path


TEXTS = {"", ".py", ".md", ".yaml", ".j2", ".css", ".js", ".json", ".toml", ".txt", ".conf", ".stamps"}
