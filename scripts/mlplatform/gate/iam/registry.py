"""Every attribute of every resource type that holds a policy, and what kind of policy it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mlplatform.gate.answers import Undecided
from mlplatform.gate.policy import Policy
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

Kind = Literal["identity", "trust", "resource", "endpoint", "key", "organization"]

ATTRIBUTES: dict[str, tuple[tuple[str, Kind], ...]] = {
    "aws_iam_policy": (("policy", "identity"),),
    "aws_iam_role_policy": (("policy", "identity"),),
    "aws_iam_user_policy": (("policy", "identity"),),
    "aws_iam_group_policy": (("policy", "identity"),),
    "aws_ssoadmin_permission_set_inline_policy": (("inline_policy", "identity"),),
    "aws_iam_role": (("assume_role_policy", "trust"),),
    "aws_vpc_endpoint": (("policy", "endpoint"),),
    "aws_vpc_endpoint_policy": (("policy", "endpoint"),),
    "aws_kms_key": (("policy", "key"),),
    "aws_kms_external_key": (("policy", "key"),),
    "aws_kms_replica_key": (("policy", "key"),),
    "aws_kms_replica_external_key": (("policy", "key"),),
    "aws_kms_key_policy": (("policy", "key"),),
    "aws_organizations_policy": (("content", "organization"),),
    "aws_s3_bucket_policy": (("policy", "resource"),),
    "aws_s3_access_point": (("policy", "resource"),),
    "aws_s3control_access_point_policy": (("policy", "resource"),),
    "aws_sqs_queue": (("policy", "resource"),),
    "aws_sqs_queue_policy": (("policy", "resource"),),
    "aws_sns_topic": (("policy", "resource"),),
    "aws_sns_topic_policy": (("policy", "resource"),),
    "aws_secretsmanager_secret": (("policy", "resource"),),
    "aws_secretsmanager_secret_policy": (("policy", "resource"),),
    "aws_ecr_repository_policy": (("policy", "resource"),),
    "aws_ecr_registry_policy": (("policy", "resource"),),
    "aws_efs_file_system_policy": (("policy", "resource"),),
    "aws_backup_vault_policy": (("policy", "resource"),),
    "aws_cloudwatch_event_bus_policy": (("policy", "resource"),),
    "aws_glue_resource_policy": (("policy", "resource"),),
    "aws_api_gateway_rest_api_policy": (("policy", "resource"),),
    "aws_codebuild_resource_policy": (("policy", "resource"),),
    "aws_codeartifact_domain_permissions_policy": (("policy_document", "resource"),),
    "aws_codeartifact_repository_permissions_policy": (("policy_document", "resource"),),
    "aws_cloudwatch_log_resource_policy": (("policy_document", "resource"),),
    "aws_cloudwatch_log_destination_policy": (("access_policy", "resource"),),
    "aws_sagemaker_model_package_group_policy": (("resource_policy", "resource"),),
    "aws_schemas_registry_policy": (("policy", "resource"),),
    "aws_dynamodb_resource_policy": (("policy", "resource"),),
    "aws_kinesis_resource_policy": (("policy", "resource"),),
    "aws_opensearch_domain_policy": (("access_policies", "resource"),),
    "aws_organizations_resource_policy": (("content", "resource"),),
    "aws_acmpca_policy": (("policy", "resource"),),
    "aws_api_gateway_domain_name": (("policy", "resource"),),
    "aws_api_gateway_rest_api": (("policy", "resource"),),
    "aws_cloudsearch_domain_service_access_policy": (("access_policy", "resource"),),
    "aws_cloudwatch_log_delivery_destination_policy": (("delivery_destination_policy", "resource"),),
    "aws_ecr_repository_creation_template": (("repository_policy", "resource"),),
    "aws_ecrpublic_repository_policy": (("policy", "resource"),),
    "aws_elasticsearch_domain": (("access_policies", "resource"),),
    "aws_elasticsearch_domain_policy": (("access_policies", "resource"),),
    "aws_glacier_vault": (("access_policy", "resource"),),
    "aws_glacier_vault_lock": (("policy", "resource"),),
    "aws_iot_policy": (("policy", "identity"),),
    "aws_media_store_container_policy": (("policy", "resource"),),
    "aws_msk_cluster_policy": (("policy", "resource"),),
    "aws_networkfirewall_resource_policy": (("policy", "resource"),),
    "aws_oam_sink_policy": (("policy", "resource"),),
    "aws_opensearch_domain": (("access_policies", "resource"),),
    "aws_redshift_resource_policy": (("policy", "resource"),),
    "aws_redshiftserverless_resource_policy": (("policy", "resource"),),
    "aws_rolesanywhere_profile": (("session_policy", "identity"),),
    "aws_s3_bucket": (("policy", "resource"),),
    "aws_s3control_access_grants_instance_resource_policy": (("policy", "resource"),),
    "aws_s3control_bucket_policy": (("policy", "resource"),),
    "aws_s3control_multi_region_access_point_policy": (("details.0.policy", "resource"),),
    "aws_s3control_object_lambda_access_point_policy": (("policy", "resource"),),
    "aws_s3tables_table_bucket_policy": (("resource_policy", "resource"),),
    "aws_s3tables_table_policy": (("resource_policy", "resource"),),
    "aws_ses_identity_policy": (("policy", "resource"),),
    "aws_sesv2_email_identity_policy": (("policy", "resource"),),
    "aws_transfer_access": (("policy", "identity"),),
    "aws_transfer_user": (("policy", "identity"),),
    "aws_vpclattice_auth_policy": (("policy", "resource"),),
    "aws_vpclattice_resource_policy": (("policy", "resource"),),
    "aws_xray_resource_policy": (("policy_document", "resource"),),
}

_OF_IAM = (None, UNKNOWN, "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY")
"""Types of an organization's policies that are written as IAM's are."""


@dataclass(frozen=True)
class Document:
    """A policy where it stands. ``policy`` is None where the plan does not tell it, and ``why`` says so."""

    subject: Subject
    attribute: str
    kind: Kind
    policy: Policy | None
    why: str = ""


def documents(world: World, *kinds: Kind) -> list[Document]:
    """Every policy of these kinds, of all kinds where none is named, in the plans."""
    if "documents" not in world.kept:
        world.kept["documents"] = [
            document for type in ATTRIBUTES for subject in world.of(type) for document in of(subject)
        ]
    return [d for d in world.kept["documents"] if not kinds or d.kind in kinds]


def of(subject: Subject) -> Iterator[Document]:
    """The policies that stand in one resource; an inline policy of a role is one too."""
    if subject.type == "aws_organizations_policy" and subject.raw("type") not in _OF_IAM:
        return  # tag policies, opt-outs and the like have a language of their own
    for attribute, kind in ATTRIBUTES.get(subject.type, ()):
        yield from _read(subject, attribute, kind)
    if subject.type == "aws_iam_role" and isinstance(subject.raw("inline_policy"), list):
        for path in subject.blocks("inline_policy"):
            yield from _read(subject, f"{path}.policy", "identity")


def _read(subject: Subject, attribute: str, kind: Kind) -> Iterator[Document]:
    if "." not in attribute and subject.raw(attribute) == UNKNOWN and not subject.configured(attribute):
        return  # what the configuration leaves out, AWS fills: there is no document of the bank's
    try:
        policy = subject.policy(attribute)
    except Undecided as why:
        yield Document(subject, attribute, kind, None, why.reason)
        return
    if policy is not None:
        yield Document(subject, attribute, kind, policy)
