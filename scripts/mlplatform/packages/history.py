"""What git knows of a folder: who brought what, and how the main line stood before it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from mlplatform.errors import BadInput, ToolMissing


@dataclass(frozen=True)
class Commit:
    """A commit that touched the folder; ``author`` is the address as the commit itself says it."""

    id: str
    parents: tuple[str, ...]
    author: str
    paths: tuple[str, ...]  # within the folder, from the repository's root on


@dataclass(frozen=True)
class Step:
    """One step of the main line: what stood before, the commit that it stands at since, and all by which it
    came there."""

    before: str | None
    after: Commit
    commits: tuple[Commit, ...]


@dataclass
class History:
    """The history of a folder, up to ``HEAD``. ``base`` is the branch that a change is to go to: what stood
    there counts as what was before; none where the change is there already."""

    folder: Path
    base: str = ""
    _blobs: dict[tuple[str, str], str | None] = field(default_factory=dict, repr=False)

    @cached_property
    def top(self) -> Path:
        """The root of the working copy."""
        return Path(self.git("rev-parse", "--show-toplevel").strip())

    @property
    def is_shallow(self) -> bool:
        """Whether a part of the history is missing here."""
        return self.git("rev-parse", "--is-shallow-repository").strip() == "true"

    def uncommitted(self) -> list[str]:
        """Files of the folder that are not as the last commit has them."""
        # Hidden files are read by nobody: a killed run leaves some.
        where = ("--", ".", ":(exclude,glob)**/.*")
        said = self.git("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", *where)
        return [entry[3:] for entry in said.split("\0") if entry]

    @cached_property
    def commits(self) -> tuple[Commit, ...]:
        """Every commit that touched the folder, newest first. A merge is one only where what it made of a
        file is in none of its parents."""
        form = "--format=%x01%H%x02%P%x02%ae%x02"
        said = self.git(
            "log", "--full-history", "-m", "--no-renames", "--name-only", "-z", form, "HEAD", "--", "."
        )
        found: dict[str, Commit] = {}
        commit = ""
        for word in said.split("\0"):  # which is in no path; whatever else is may be in a file's name
            word = word.strip("\n")
            if word.startswith("\x01"):
                commit, parents, author, word = word[1:].split("\x02", 3)
                found.setdefault(commit, Commit(commit, tuple(parents.split()), author, ()))
            if path := word.strip("\n"):
                paths = {*found[commit].paths, path}
                found[commit] = replace(found[commit], paths=tuple(sorted(paths)))
        return tuple(found.values())

    def path(self, file: Path) -> str:
        """A file as commits name it."""
        return file.resolve().relative_to(self.top.resolve()).as_posix()

    def text(self, commit: str, path: str) -> str | None:
        """A file as a commit has it; None where it has none."""
        if (commit, path) not in self._blobs:
            self.load([(commit, path)])
        return self._blobs[commit, path]

    def load(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Read many files of many commits at once, so that ``text`` need not ask for each."""
        asked = [one for one in dict.fromkeys(wanted) if one not in self._blobs]
        # A name of two lines would be two questions, and every answer after it another's.
        self._blobs.update({one: None for one in asked if "\n" in one[1]})
        asked = [one for one in asked if one not in self._blobs]
        if not asked:
            return
        lines = "".join(f"{commit}:{path}\n" for commit, path in asked)
        said = self._run(["cat-file", "--batch"], lines.encode())
        at = 0
        for one in asked:
            end = said.index(b"\n", at)
            head, at = said[at:end].split(), end + 1
            if head[-1] == b"missing":
                self._blobs[one] = None
                continue
            size = int(head[-1])
            self._blobs[one] = said[at : at + size].decode(errors="replace")
            at += size + 1

    def before(self, commit: str) -> str | None:
        """The state of the main line that a commit was added to: not that of its own branch, on which the
        same people may have changed what they are judged by. None where nothing was before."""
        if self.base and commit not in self._reached:
            return self._fork
        landed = self._landed.get(commit, commit)
        parents = self._parents.get(landed, ())
        return parents[0] if parents else None

    def steps(self, path: str) -> list[Step]:
        """The steps of the main line that changed a file, newest first; with a base, what is on top of it is
        one step."""
        asked = ["log", "--first-parent", "--format=%H %ae", self.base or "HEAD", "--", f":(top){path}"]
        ends = [line.split(" ", 1) for line in self.git(*asked).splitlines()]
        touching = [one for one in self.commits if path in one.paths]
        found = []
        for id, author in ends:
            parents = self._parents.get(id, ())
            came = tuple(one for one in touching if self._landed.get(one.id) == id)
            found.append(Step(parents[0] if parents else None, Commit(id, parents, author, (path,)), came))
        new = tuple(one for one in touching if self.base and one.id not in self._reached)
        if new:
            head, author = self.git("log", "-1", "--format=%H %ae", "HEAD").strip().split(" ", 1)
            found.insert(0, Step(self._fork, Commit(head, self._parents[head], author, (path,)), new))
        return found

    def is_signed(self, commit: str, address: str, key: str) -> bool:
        """Whether a commit bears the signature of this very key of ssh."""
        with TemporaryDirectory() as folder:
            signers = Path(folder) / "signers"
            signers.write_text(f'{address} namespaces="git" {key}\n')
            options = ["-c", f"gpg.ssh.allowedSignersFile={signers}", "-c", "gpg.ssh.program=ssh-keygen"]
            ended = self._ended([*options, "verify-commit", commit])
        # Of another kind of signature git would answer well for any key that this machine knows.
        good = f'Good "git" signature for {address} with '
        return ended.returncode == 0 and good in ended.stderr.decode(errors="replace")

    def git(self, *words: str) -> str:
        """What git answers."""
        return self._run(list(words)).decode(errors="replace")

    @cached_property
    def _fork(self) -> str:
        return self.git("merge-base", self.base, "HEAD").strip()

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        """The parents of every commit, from HEAD and base on."""
        lines = self.git("rev-list", "--parents", "HEAD", *([self.base] if self.base else [])).splitlines()
        return {first: tuple(rest) for first, *rest in (line.split() for line in lines)}

    @cached_property
    def _reached(self) -> set[str]:
        """All that is in the base already."""
        return set(self.git("rev-list", self.base).split())

    @cached_property
    def _landed(self) -> dict[str, str]:
        """Commit => the commit of the main line by which it came in."""
        line = self.git("rev-list", "--first-parent", "--reverse", self.base or "HEAD").split()
        landed = {}
        for one in line:
            waiting = [one]
            while waiting:
                commit = waiting.pop()
                if commit not in landed:
                    landed[commit] = one
                    waiting += self._parents.get(commit, ())
        return landed

    def _run(self, words: list[str], given: bytes | None = None) -> bytes:
        ended = self._ended(words, given)
        if ended.returncode:
            why = ended.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
            raise BadInput(f"{self.folder}: git {words[0]}: {why[-1]}; allowed: a folder of a git repository")
        return ended.stdout

    def _ended(self, words: list[str], given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        git = shutil.which("git")
        if not git:
            raise ToolMissing("git is not installed; who approved is read from its history")
        # Replaced objects and variables of a hook would show another history than the repository has.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        set_by_us = ["-c", "log.showRoot=true", "-c", "log.showSignature=false"]
        return subprocess.run(
            [git, "-C", str(self.folder), *set_by_us, *words],
            input=given,
            capture_output=True,
            env={**kept, "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"},
        )
