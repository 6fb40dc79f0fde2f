"""What an image is: its page, what it is built from, and what is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from images.conftest import DIGEST, Folder
from mlplatform.errors import BadInput
from mlplatform.hcl import blocks
from mlplatform.images import definition, rules
from mlplatform.paths import ENVIRONMENTS, MODULES


def test_an_image_comes_after_what_it_is_built_from(folder: Folder) -> None:
    folder.write("above/image.yaml", "purpose: On top of it\npython: '3.11'\nfrom: base\n")
    images = folder.images()
    assert list(images) == ["python", "base", "above"]
    assert [each.name for each in definition.below(images["above"], images)] == ["base", "python"]


def test_a_digest_is_one_and_stands_in_a_file_of_its_own(folder: Folder) -> None:
    assert folder.images()["python"].digest is None
    folder.write("python/digest", f"{DIGEST}\n")
    assert folder.images()["python"].digest == DIGEST
    folder.write("python/digest", "latest\n")
    with pytest.raises(BadInput, match='is "latest"; allowed: sha256: and 64 digits'):
        _ = folder.images()["python"].digest


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("python: '3.11'\nfrom: python\n", "purpose: Field required"),
        ("purpose: It has more fields\npython: '3.11'\nfrom: python\ntags: [x]\n", "tags: Extra inputs"),
        ("purpose: Another Python\npython: '3'\nfrom: python\n", "python: String should match"),
        ("purpose: From nothing at all\npython: '3.11'\n", "write from, the image it is built from, or mirror"),
        ("purpose: From two at once\npython: '3.11'\nfrom: python\nmirror: x\n", "write from, the image"),
        ("purpose: From another one\npython: '3.11'\nfrom: alpine\n", 'from: is "alpine"; allowed: base, other'),
        ("purpose: From itself alone\npython: '3.11'\nfrom: other\n", "other would be built from itself"),
        ("purpose: Of another Python\npython: '3.12'\nfrom: python\n", "python: is 3.12, and python below it"),
        ("purpose: A copy and more\npython: '3.11'\nmirror: x\nrequirements: [x]\n", "mirror: a copy has neither"),
        ("purpose: Of another name\npython: '3.11'\nfrom: python\nrequirements: [PyYAML]\n", "requirements.0: String"),
        ("purpose: Of another app\npython: '3.11'\nfrom: python\napp_type: Canvas\n", "app_type: Input should be"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_used_is_refused_in_one_line(folder: Folder, page: str, said: str) -> None:
    folder.write("other/image.yaml", page)
    with pytest.raises(BadInput) as caught:
        folder.images()
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_that_the_registry_would_refuse_is_refused_here(folder: Folder) -> None:
    folder.write("Not_A_Name/image.yaml", "purpose: Whatever it is\npython: '3.11'\nfrom: python\n")
    with pytest.raises(BadInput, match="Not_A_Name: allowed: 1 to 20 small letters"):
        folder.images()
    text = (MODULES / "image_registry" / "variables.tf").read_text()
    assert "^[a-z0-9](-?[a-z0-9]){0,19}$" in text


def test_an_unknown_image_is_refused_with_those_there_are(folder: Folder) -> None:
    with pytest.raises(BadInput, match='NAME: is "nope"; allowed: base, python'):
        definition.one("nope", folder.path)


def test_terraform_reads_the_same_folder() -> None:
    text = (ENVIRONMENTS / "shared" / "images.tf").read_text()
    assert 'fileset("${path.module}/images", "*/image.yaml")' in text
    (module,) = [each for each in blocks(ENVIRONMENTS / "shared", "module") if each.labels == ("images",)]
    assert "local.images" in module.get("images")
    assert set(definition.every()) == {path.parent.name for path in definition.IMAGES.glob("*/image.yaml")}


@pytest.mark.parametrize("environment", ["dev", "test", "prod"])
def test_a_use_case_runs_an_image_by_the_digest_that_stands_in_git(environment: str) -> None:
    text = (ENVIRONMENTS / environment / "images.tf").read_text()
    assert '/${name}@${digest}"' in text  # and modules/studio refuses what has none (SM-23)
    assert 'fileset(local.images_folder, "*/digest")' in text


def test_our_images_for_studio_run_as_modules_studio_expects() -> None:
    text = (MODULES / "studio" / "variables_optional.tf").read_text()
    uid, gid = rules.USER.split(":")
    assert f"uid           = optional(number, {uid})" in text
    assert f"gid           = optional(number, {gid})" in text
    assert Path(definition.IMAGES / "studio" / "Containerfile").read_text().count("/home/sagemaker-user")
