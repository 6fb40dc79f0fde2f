"""Lock files are resolved among live versions and no others, without the store, and say the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlplatform.errors import BadInput, Findings
from mlplatform.packages import lock, standing
from mlplatform.packages.record import Request, Target, Version
from packages.records import TARGET, TODAY, approved, policy, recall, request, version

PANDAS = approved(
    request(
        version("pandas", "2.2.3", "numpy>=1.26", "six>=1.5", 'colorama; sys_platform == "win32"'),
        version("numpy", "2.1.0"),
        version("six", "1.17.0"),
    )
)
OLD = approved(request(version("numpy", "1.26.4")))
NEWER = approved(request(version("numpy", "3.0.0", requires_python=">=3.12")))
SCIPY = approved(request(version("scipy", "1.14.0", "numpy<2.1"), version("numpy", "2.0.0")))


def lines(
    *wanted: str,
    requests: tuple[Request, ...] = (PANDAS,),
    recalls: tuple[str, ...] = (),
    targets: tuple[Target, ...] = (TARGET,),
) -> str:
    live = standing.live(requests, [recall(key) for key in recalls], policy(), TODAY)
    return lock.text_of(
        wanted, requests, live, policy(), targets, ["mlp", "packages", "lock", "one", *wanted]
    )


def keys(*wanted: str, **more: tuple[Request, ...]) -> list[str]:
    return list(lock.pins(lines(*wanted, **more)))  # type: ignore[arg-type]


def test_a_lock_has_the_closure_with_hashes_and_says_how_it_was_made() -> None:
    def pin(one: Version) -> str:
        return f"{one.key} \\\n    --hash=sha256:{one.files[0].sha256}\n"

    pandas, numpy, six = PANDAS.closure
    assert lines("pandas>=2,<3") == (
        "# Made by: mlp packages lock one 'pandas>=2,<3'\n"
        "# Of live versions alone, for Python 3.11 on x86_64-manylinux_2_28. "
        "Made anew by the same words, never by hand.\n" + pin(numpy) + pin(pandas) + pin(six)
    )


def test_the_same_records_give_the_same_lock_whatever_the_order() -> None:
    assert (
        lines("six", "pandas", requests=(PANDAS, OLD)).splitlines()[2:]
        == lines("pandas", "six", requests=(OLD, PANDAS)).splitlines()[2:]
    )


def test_versions_of_different_requests_go_together_where_they_can() -> None:
    """pandas was requested with numpy 2.1.0, scipy with 2.0.0, which serves both."""
    assert keys("pandas", "scipy", requests=(PANDAS, SCIPY)) == [
        "numpy==2.0.0", "pandas==2.2.3", "scipy==1.14.0", "six==1.17.0",
    ]  # fmt: skip


def test_the_newest_live_version_is_taken_and_one_of_another_python_is_not() -> None:
    assert keys("numpy", requests=(OLD, PANDAS, NEWER)) == ["numpy==2.1.0"]


def test_a_version_that_is_recalled_is_not_taken() -> None:
    live = {"requests": (PANDAS, OLD)}
    assert keys("numpy", **live) == ["numpy==2.1.0"]
    assert list(lock.pins(lines("numpy", requests=(PANDAS, OLD), recalls=("numpy==2.1.0",)))) == [
        "numpy==1.26.4"
    ]


def test_what_is_not_live_is_not_to_be_had() -> None:
    with pytest.raises(
        Findings, match="requests: no version of it is live; ask for one: mlp packages request"
    ):
        lines("requests")
    with pytest.raises(Findings, match=r"no versions that are live go together: .*numpy"):
        lines("pandas", "numpy<1.26", requests=(PANDAS, OLD))


def test_a_dependency_that_was_recalled_leaves_nothing_that_goes_together() -> None:
    with pytest.raises(Findings, match="no versions that are live go together"):
        lines("pandas", recalls=("numpy==2.1.0",))


def test_an_extra_is_resolved_by_what_the_metadata_says() -> None:
    extra = approved(request(version("thing", "1.0", 'six; extra == "more"'), version("six", "1.17.0")))
    assert keys("thing", requests=(extra,)) == ["thing==1.0"]
    assert keys("thing[more]", requests=(extra,)) == ["six==1.17.0", "thing==1.0"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ((), "REQUIREMENT: none is given"),
        (("pandas==",), '"pandas==": is no requirement'),
        (("pandas @ https://elsewhere.example/p.whl",), "names an address"),
        (("bank-scoring",), "is the bank's own, which no lock of approved packages carries"),
    ],
)
def test_what_is_no_requirement_is_refused(wanted: tuple[str, ...], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        lines(*wanted)


def test_a_lock_for_two_targets_is_of_versions_that_serve_both() -> None:
    second = Target(python="3.12", platform=TARGET.platform)
    assert "Python 3.11 on x86_64-manylinux_2_28, Python 3.12 on" in lines("six", targets=(TARGET, second))
    with pytest.raises(Findings, match="is right for one target and not for another"):
        lines("numpy", requests=(OLD, NEWER), targets=(TARGET, second))


def test_what_a_lock_carries_is_read_from_it(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    assert lock.carried(path) == {}
    assert lock.write(path, lines("pandas"))
    assert not lock.write(path, lines("pandas"))
    assert lock.carried(path)["six==1.17.0"] == {PANDAS.closure[2].files[0].sha256}


def test_what_of_a_lock_is_not_live_is_told(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    lock.write(path, lines("pandas"))
    requests = [PANDAS]
    assert lock.not_live(path, standing.live(requests, [], policy(), TODAY)) == []
    assert lock.not_live(path, standing.live(requests, [recall("six==1.17.0")], policy(), TODAY)) == [
        "six==1.17.0: is not live"
    ]
    sha256 = PANDAS.closure[2].files[0].sha256
    path.write_text(
        path.read_text().replace(sha256, "0" * 64).replace(PANDAS.closure[1].files[0].sha256, "1")
    )
    assert lock.not_live(path, standing.live(requests, [], policy(), TODAY)) == [
        "numpy==2.1.0: has no hash",
        "six==1.17.0: has a hash that no live request records",
    ]


def test_a_proxy_of_the_shell_does_not_come_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("UV_INDEX_URL", "http://127.0.0.1:1/simple")
    assert keys("six") == ["six==1.17.0"]
