"""A checkout of two modules without a provider: planned in a tenth of a second, for tests of the harness itself."""

from __future__ import annotations

from pathlib import Path

from mlplatform.harness.tree import Tree

LAMP = {
    "modules/lamp/main.tf": """\
resource "terraform_data" "this" {
  for_each = var.colours
  input    = "${each.key} in ${local.room}"

  lifecycle {
    precondition {
      condition     = length(each.key) < 12
      error_message = "LMP-03: colour \\"${each.key}\\" is long; write fewer than 12 letters."
    }
  }
}

locals {
  room  = upper(var.room)
  rooms = ["hall", "study"]
}

output "sentences" {
  description = "What stands where."
  value       = { for colour, lamp in terraform_data.this : colour => lamp.input }
}
""",
    "modules/lamp/variables.tf": """\
variable "colours" {
  description = "Colours of the lamps."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.colours) > 0 && length(var.colours) < 4
    error_message = "LMP-01: ${length(var.colours)} colours; write 1 to 3."
  }
}

variable "room" {
  description = "Where they stand."
  type        = string
  nullable    = false

  validation {
    condition     = contains(local.rooms, var.room)
    error_message = "LMP-02: room is \\"${var.room}\\"; write ${join(" or ", local.rooms)}."
  }
}
""",
    "modules/lamp/README.md": """\
# lamp

```hcl
module "red" {
  source  = "../../modules/lamp"
  colours = ["red"]
  room    = "hall"
}

# expect: modules=1 resources=1
```
""",
    "tests/modules/lamp/rejects.yaml": """\
accepts: {colours: [red], room: hall}
rejects:
  - {name: no_colour, input: {colours: []}, message: "LMP-01: 0 colours; write 1 to 3."}
  - {name: four_colours, input: {colours: [a, b, c, d]}, message: "LMP-01: 4 colours; write 1 to 3."}
  - {name: kitchen, input: {room: kitchen}, message: 'LMP-02: room is "kitchen"; write hall or study.'}
  - {name: long_colour, input: {colours: [ultramarineblue]}, message: 'LMP-03: colour "ultramarineblue" is long; write fewer than 12 letters.'}
""",
    "tests/modules/lamp/cases.yaml": """\
cases:
  - name: study
    input: {room: study, colours: [blue, green]}
    expect: {modules: 1, resources: 2}
""",
}
DOOR = {
    "modules/door/main.tf": """\
resource "terraform_data" "this" {
  input = var.name
}

check "named" {
  assert {
    condition     = var.name != "x"
    error_message = "DOR-02: the door is named x."
  }
}

variable "name" {
  description = "Name of the door."
  type        = string
  nullable    = false

  validation {
    condition     = !strcontains(var.name, "$")
    error_message = "DOR-01: name is \\"${var.name}\\"; write no dollars."
  }
}
""",
    "modules/door/README.md": """\
# door

```hcl
module "front" {
  source = "../../modules/door"
  name   = "front"
}

# expect: modules=1 resources=1
```
""",
    "tests/modules/door/rejects.yaml": """\
accepts: {name: front}
rejects:
  - {name: a_template, input: {name: "${var.x} %{if}"}, message: 'DOR-01: name is "${var.x} %{if}"; write no dollars.'}
  - {name: a_door_named_x, input: {name: x}, message: "DOR-02: the door is named x."}
""",
}


def checkout(folder: Path) -> Tree:
    """The two modules, written into a folder."""
    for name, text in (LAMP | DOOR).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Tree(folder, provider="", lock="")
