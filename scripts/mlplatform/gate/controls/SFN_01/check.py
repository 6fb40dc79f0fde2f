"""SFN-01: a state machine is logged and encrypted, and starts no job that a person may not start."""

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.expect import one_of, our_key, present
from mlplatform.gate.ml import job_requests
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sfn_state_machine",)


def check(machine: Subject) -> Answers:
    yield from _logged(machine)
    yield from _encrypted(machine)
    definition = job_requests.parsed(machine, "definition")
    for request in job_requests.of_states(definition.get("States")):
        yield from job_requests.judged(machine, request)
    yield held()


def _logged(machine: Subject) -> Answers:
    blocks = (
        [] if not machine.configured("logging_configuration") else machine.blocks("logging_configuration")
    )
    if not blocks:
        yield failed("logging_configuration is not set, and nothing is logged")
    for block in blocks:
        yield one_of(machine, f"{block}.level", ("ALL", "ERROR", "FATAL"), absent="OFF")
        yield present(machine, f"{block}.log_destination", "there is nowhere to log to")


def _encrypted(machine: Subject) -> Answers:
    path = "encryption_configuration"
    blocks = [] if not machine.configured(path) else machine.blocks(path)
    if not blocks:
        yield failed(f"{path} is not set, and AWS takes a key of its own")
    for block in blocks:
        yield one_of(machine, f"{block}.type", ("CUSTOMER_MANAGED_KMS_KEY",), absent="a key of its own")
        yield our_key(machine, f"{block}.kms_key_id")
