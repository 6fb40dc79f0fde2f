"""The package endpoint, with the real pip, twine and uv."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from pathlib import Path

from local_aws.package_files import sdist, sha256, wheel
from local_aws.package_tools import BIN, DOMAIN, Bank, run, session


def test_what_twine_publishes_pip_installs_with_all_that_it_needs(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    bank.repository("approved", "internal")
    made = [wheel(tmp_path, "bank-core", "1.2"), wheel(tmp_path, "bank-risk", "2.0", needs=("bank-core>=1",))]
    published = bank.twine("internal", *made)
    assert published.returncode == 0, published.stdout + published.stderr
    installed = bank.install("approved", tmp_path / "site", "bank-risk")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    assert {one.name for one in (tmp_path / "site").glob("*.py")} == {"bank_core.py", "bank_risk.py"}


def test_hashes_that_pip_demands_are_those_that_the_service_tells(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    made = wheel(tmp_path, "bank-core", "1.2")
    bank.publish("internal", made)
    [asset] = bank.of("internal", "list_package_version_assets", "bank-core", packageVersion="1.2")["assets"]
    content = made.read_bytes()
    told = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}
    assert asset["hashes"] == {name: hashlib.new(one, content).hexdigest() for name, one in told.items()}
    assert (asset["name"], asset["size"]) == (made.name, len(content))
    wanted = tmp_path / "requirements.txt"
    for digest, expected in ((sha256(made), 0), ("0" * 64, 1)):
        wanted.write_text(f"bank-core==1.2 --hash=sha256:{digest}\n")
        got = bank.pip("internal", "download", "-d", tmp_path / "got", "--require-hashes", "-r", wanted)
        assert got.returncode == expected, got.stderr


def test_uv_locks_with_hashes(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    made = [wheel(tmp_path, "bank-core", "1.2"), sdist(tmp_path, "bank-core", "1.2")]
    for path in made:
        assert bank.publish("internal", path).status_code == 200
    (tmp_path / "wanted.in").write_text("bank-core\n")
    words = ["--no-config", "--no-cache", "--generate-hashes", "--index-url", bank.index("internal")]
    locked = run(BIN / "uv", "pip", "compile", *words, tmp_path / "wanted.in")
    assert locked.returncode == 0, locked.stderr
    assert "bank-core==1.2" in locked.stdout
    assert all(f"sha256:{sha256(one)}" in locked.stdout for one in made)


def test_the_clients_own_login_sets_up_pip_and_twine(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    kept = bank.aws.running.environment(account_id=bank.owner).over(dict(os.environ))
    kept |= {"HOME": str(tmp_path), "PATH": f"{BIN}:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(tmp_path)}
    for tool in ("pip", "twine"):
        words = ["codeartifact", "login", "--tool", tool, "--domain", DOMAIN, "--repository", "internal"]
        login = subprocess.run(
            [str(BIN / "aws"), *words], env=kept, capture_output=True, text=True, timeout=60, check=False
        )
        assert login.returncode == 0, login.stderr
    assert bank.endpoint("internal") in (tmp_path / ".pypirc").read_text()
    settings = next(tmp_path.rglob("pip.conf")).read_text()
    assert bank.endpoint("internal").removeprefix("http://") + "simple/" in settings


def test_a_page_says_the_same_in_html_and_json(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    made = wheel(tmp_path, "bank-core", "1.2+local.1")
    bank.publish("internal", made)
    html = bank.get("internal", "simple/Bank_Core/", Accept="text/html")
    assert html.headers["Content-Type"].startswith("text/html")
    assert f'href="1.2%2Blocal.1/{made.name.replace("+", "%2B")}#sha256={sha256(made)}"' in html.text
    assert 'data-requires-python="&gt;=3.8"' in html.text
    told = bank.get("internal", "simple/bank-core/", Accept="application/vnd.pypi.simple.v1+json").json()
    [file] = told["files"]
    assert (told["name"], told["meta"]) == ("bank-core", {"api-version": "1.0"})
    assert (file["hashes"], file["requires-python"]) == ({"sha256": sha256(made)}, ">=3.8")
    got = bank.get("internal", f"simple/bank-core/{file['url']}")
    assert got.content == made.read_bytes()


def test_what_is_not_there_is_404(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    bank.publish("internal", wheel(tmp_path, "bank-core", "1.2"))
    name = "bank_core-1.2-py3-none-any.whl"
    there = ["simple/bank-core/", f"simple/bank-core/1.2/{name}"]
    gone = [
        "",
        "simple/",
        "simple/other/",
        f"simple/bank-core/1.3/{name}",
        "simple/bank-core/1.2/other.whl",
        "x/y",
    ]
    token = bank.token()
    assert [bank.get("internal", path, token).status_code for path in there] == [200, 200]
    assert [bank.get("internal", path, token).status_code for path in gone] == [404] * len(gone)
    assert bank.get("elsewhere", "simple/bank-core/", token).status_code == 404
    assert bank.get("internal", "simple/bank-core", token).status_code == 301


def test_a_part_of_a_file_can_be_asked_for(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    made = wheel(tmp_path, "bank-core", "1.2")
    bank.publish("internal", made)
    path = f"simple/bank-core/1.2/{made.name}"
    part = bank.get("internal", path, Range="bytes=10-19")
    assert (part.status_code, part.content) == (206, made.read_bytes()[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{made.stat().st_size}"


def test_upstreams_are_searched_depth_first_and_what_was_had_is_kept(bank: Bank, tmp_path: Path) -> None:
    """The order of AWS's own example: the repository, A, what is above A, then B."""
    for name in ("repo-c", "repo-b"):
        bank.repository(name)
    bank.repository("repo-a", "repo-c")
    bank.repository("mine", "repo-a", "repo-b")
    from_c, from_b = (
        wheel(tmp_path / "c", "bank-core", "1.0"),
        wheel(tmp_path / "b", "bank-core", "1.0", body="b = 1"),
    )
    bank.publish("repo-c", from_c)
    bank.publish("repo-b", from_b)
    page = bank.get("mine", "simple/bank-core/").text
    assert sha256(from_c) in page
    assert sha256(from_b) not in page
    got = bank.pip("mine", "download", "-d", tmp_path / "got", "bank-core")
    assert got.returncode == 0, got.stderr
    assert sha256(tmp_path / "got" / from_c.name) == sha256(from_c)
    held = {name: bank.versions(name, "bank-core") for name in ("mine", "repo-a", "repo-b", "repo-c")}
    there = {"1.0": "Published"}
    assert held == {"mine": there, "repo-a": {}, "repo-b": there, "repo-c": there}
    # What is retained stays, whatever becomes of where it came from.
    bank.of("repo-c", "delete_package", "bank-core")
    bank.call("update_repository", repository="mine", upstreams=[])
    assert bank.listed("mine", "bank-core") == [from_c.name]
    origin = bank.of("mine", "describe_package_version", "bank-core", packageVersion="1.0")["packageVersion"][
        "origin"
    ]
    assert origin == {"originType": "INTERNAL", "domainEntryPoint": {"repositoryName": "repo-c"}}


def test_a_throttled_pip_tries_again_and_a_rule_for_an_api_leaves_it_alone(
    bank: Bank, tmp_path: Path
) -> None:
    bank.repository("internal")
    bank.publish("internal", wheel(tmp_path, "bank-core", "1.0"))
    index, running = bank.index("internal"), bank.aws.running
    words = ["--isolated", "--no-cache-dir", "--index-url", index, "-d", str(tmp_path / "got"), "bank-core"]
    named = {"service": "codeartifact", "operations": ["ReadFromRepository"], "account": bank.owner}
    for rule in (
        {"service": "*", "kind": "throttle"},
        {**named, "kind": "throttle", "max": 1},
        {**named, "kind": "error", "max": 1},
    ):
        running.admin("faults", "PUT", [rule])
        try:
            got = run(bank.python, "-m", "pip", "download", *words)
            [report] = running.admin("faults")
        finally:
            running.admin("faults", "PUT", [])
        assert got.returncode == 0, got.stdout + got.stderr
        assert report["hits"] == rule.get("max", 0)


def test_a_closure_of_a_hundred_packages_is_quick(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    token = bank.token()
    needs = tuple(f"bank-p{number}" for number in range(100))
    for one in needs:
        bank.publish("internal", wheel(tmp_path, one, "1.0", body="#" * 100_000), token)
    bank.publish("internal", wheel(tmp_path, "bank-all", "1.0", needs=needs), token)
    started = time.monotonic()
    got = bank.pip("internal", "download", "-d", tmp_path / "got", "bank-all", token=token)
    assert got.returncode == 0, got.stderr
    assert len(list((tmp_path / "got").iterdir())) == 101
    assert time.monotonic() - started < 30  # some 4 s on an idle machine, pip's own work most of it


def test_the_endpoint_is_not_in_the_way_of_a_bucket_of_the_same_name(bank: Bank) -> None:
    s3 = bank.aws.client("s3")
    s3.create_bucket(Bucket="codeartifact", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    s3.put_object(Bucket="codeartifact", Key="a", Body=b"1")
    assert s3.get_object(Bucket="codeartifact", Key="a")["Body"].read() == b"1"


def test_a_large_file_is_not_held_in_memory(bank: Bank, tmp_path: Path) -> None:
    bank.repository("internal")
    made = wheel(tmp_path, "bank-model", "1.0", body="#" * (64 << 20))
    assert bank.publish("internal", made).status_code == 200
    before = _resident(bank)
    with session().get(
        f"{bank.endpoint('internal')}simple/bank-model/1.0/{made.name}",
        auth=("aws", bank.token()),
        stream=True,
    ) as answer:
        taken = sum(len(chunk) for chunk in answer.iter_content(1 << 20))
    assert taken == made.stat().st_size
    assert _resident(bank) - before < 32 << 20


def _resident(bank: Bank) -> int:
    """Bytes of memory that the server holds."""
    status = Path(f"/proc/{bank.aws.running.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) << 10
