"""What a Containerfile of the bank may say: our own hold, and each thing that is not allowed is found."""

from __future__ import annotations

import pytest

from mlplatform.images import containerfile, definition, rules

OWN = [each.name for each in definition.every().values() if not each.page.mirror]
GOOD = (definition.IMAGES / "training" / "Containerfile").read_text()
PIP = next(one.value for one in containerfile.parse(GOOD) if one.keyword == "RUN")


def found(text: str) -> list[str]:
    """What is said of a text."""
    return [fault.what for fault in rules.faults(containerfile.parse(text))]


def changed(old: str, new: str) -> list[str]:
    """What is said of our own text, with a change."""
    assert old in GOOD
    return found(GOOD.replace(old, new))


@pytest.mark.parametrize("name", OWN)
def test_our_own_images_keep_to_the_rules(name: str) -> None:
    assert rules.faults(containerfile.read(definition.IMAGES / name / "Containerfile")) == []


@pytest.mark.parametrize("name", OWN)
def test_our_own_images_run_as_the_user_that_studio_runs(name: str) -> None:
    users = [
        one.value
        for one in containerfile.read(definition.IMAGES / name / "Containerfile")
        if one.keyword == "USER"
    ]
    assert users[-1] == "1000:100"  # what modules/studio takes where an image does not say


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("FROM python:3.11", "FROM python:3.11: write FROM ${BASE}, which mlp images build fills in by digest"),
        ("FROM --platform=linux/arm64 ${BASE}", "FROM ${BASE}: write FROM ${BASE}"),
        ("FROM ${BASE} AS one", "FROM ${BASE} AS one: write FROM ${BASE}"),
        ("ADD https://bank.example/x /x", "ADD is not allowed; what is: ARG, CMD, COPY"),
        ("ONBUILD RUN mkdir /x", "ONBUILD is not allowed"),
        ("SHELL [\"/bin/bash\"]", "SHELL is not allowed"),
        ("ARG PIP_TOKEN", "ARG PIP_TOKEN: allowed, without a default: BASE, GIT_COMMIT, LOCK_SHA256"),
        ("ARG GIT_COMMIT=abc", "ARG GIT_COMMIT: allowed, without a default"),
        ("ENV API_TOKEN=x", "ENV API_TOKEN: a secret would stay in the image"),
        ("ENV PIP_INDEX_URL=x", "ENV PIP_INDEX_URL: steers where programs go to fetch"),
        ("ENV https_proxy=x", "ENV https_proxy: steers where programs go to fetch"),
        ("ENV LD_PRELOAD=/x.so", "ENV LD_PRELOAD: steers where programs go to fetch, or what they load"),
        ("ENV A=1 MIRROR=https://bank.example", "ENV MIRROR: steers where programs go to fetch"),
        ("COPY pip.conf.token /x", "COPY pip.conf.token: a secret would stay in the image"),
        ("COPY --from=alpine x /x", "COPY --from=alpine: allowed: --chmod, --chown"),
        ("COPY .aws /x", "COPY .aws: name each file of the image's own folder"),
        ("COPY ../studio/x /x", "COPY ../studio/x: name each file"),
        ("COPY /etc/passwd /x", "COPY /etc/passwd: a secret would stay in the image"),
        ("COPY * /x", "COPY *: name each file"),
        ("COPY ${X} /x", "COPY ${X}: name each file"),
        ("RUN curl -O bank.example/x", "RUN curl -O bank.example/x: allowed: chmod, chown, groupadd"),
        ("RUN mkdir /x && wget x", "RUN wget x: allowed: chmod"),
        ("RUN apt-get install git", "RUN apt-get install git: allowed: chmod"),
        ("RUN mkdir /x; wget x", "RUN mkdir /x; wget x: more than commands joined by &&"),
        ("RUN mkdir /x & wget x", "RUN mkdir /x & wget x: more than commands joined by &&"),
        ("RUN mkdir $(wget x)", "RUN mkdir $(wget x): more than commands joined by &&"),
        ("RUN mkdir `wget x`", "RUN mkdir `wget x`: more than commands joined by &&"),
        ("RUN [\"wget\", \"x\"]", "RUN [...]: write it as a line"),
        ("RUN --network=host mkdir /x", "RUN --network: only the RUN that installs the lock has mounts"),
        ("RUN python -m pip install x", "it has no RUN, or more than one, that installs the lock"),
        ("RUN pip install x", "RUN pip: is not PIP_CONFIG_FILE=/run/secrets/pip.conf python -m pip install"),
        ("LABEL token=x", "LABEL token: a secret would stay in the image"),
        ("USER root", "USER root: allowed: 1000:100, and 0:0 before it, to install"),
        ("WORKDIR app", "WORKDIR app: write a whole path"),
        ("CMD python", 'CMD python: write it as ["program", "word"]'),
        ("ENTRYPOINT [1]", 'ENTRYPOINT [1]: write it as ["program", "word"]'),
    ],
)  # fmt: skip
def test_a_line_that_is_not_allowed_is_found(line: str, said: str) -> None:
    assert any(what.startswith(said) for what in found(f"{GOOD}{line}\n"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (" --require-hashes", "", "RUN pip: has no --require-hashes"),
        (" --no-deps", "", "RUN pip: has no --no-deps"),
        (" --only-binary=:all:", "", "RUN pip: has no --only-binary=:all:"),
        (" --no-cache-dir", "", "RUN pip: has no --no-cache-dir"),
        (" --no-compile", " --extra-index-url=x", "RUN pip: --extra-index-url=x is not allowed"),
        (" --no-compile", " --no-compile numpy", "RUN pip: numpy is not allowed"),
        ("-r /run/requirements.txt", "-r /other.txt", "RUN pip: is not PIP_CONFIG_FILE="),
        (",required=true", "", "RUN pip: has other flags than --mount=type=secret,id=pip.conf,required=true"),
        ("PIP_CONFIG_FILE=/run/secrets/pip.conf ", "", "RUN pip: is not PIP_CONFIG_FILE="),
    ],
)
def test_pip_installs_the_lock_by_hash_from_the_store_and_no_other_way(old: str, new: str, said: str) -> None:
    assert any(what.startswith(said) for what in changed(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ARG BASE\nFROM", "ARG GIT_COMMIT\nFROM", "it does not begin with ARG BASE and FROM ${BASE}"),
        ("USER 1000:100\n", "", "it does not end as USER 1000:100"),
        ("CMD [", "USER 0:0\nCMD [", "it does not end as USER 1000:100"),
        ('lock.sha256="${LOCK_SHA256}"', "", "it has no label lock.sha256"),
        ('revision="${GIT_COMMIT}"', 'revision="none"', "it has no label org.opencontainers.image.revision"),
        ("USER 0:0\n", "USER 0:0\nFROM ${BASE}\n", "it has more than one FROM"),
    ],
)
def test_what_has_to_be_there_is_missed(old: str, new: str, said: str) -> None:
    assert any(what.startswith(said) for what in changed(old, new))


def test_a_fault_says_where() -> None:
    (fault,) = rules.faults(containerfile.parse(GOOD + "EXPOSE 8080\n"))
    assert fault.line == len(GOOD.splitlines()) + 1
