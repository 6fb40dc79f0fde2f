"""The intrinsic functions of templates: what each comes to, known and unknown."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from mlplatform.plan.reader import UNKNOWN
from mlplatform.plan.resolution import origin
from plan.templates_at_hand import only, value

MORE = """\
  Topic:
    Type: AWS::SNS::Topic
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: data
Parameters:
  Given: {Type: String}
  Open: {Type: String, Default: here}
  Several: {Type: CommaDelimitedList}
Mappings:
  Sizes:
    eu-west-2: {image: ami-london, same: one}
    eu-west-1: {image: ami-dublin, same: one}
"""


@pytest.mark.parametrize(
    ("written", "is_worth"),
    [
        ("!Ref Given", "words"),
        ("!Ref Bucket", "data"),
        ("!GetAtt Bucket.Arn", "arn:aws:s3:::data"),
        ('!Sub "${Bucket.Arn}/*"', "arn:aws:s3:::data/*"),
        ('!Sub "${Given} and ${!Given}"', "words and ${Given}"),
        ('!Sub ["${It} ${Given}", {It: !Ref Bucket}]', "data words"),
        ('!Join ["-", [a, !Ref Given, !Ref AWS::NoValue]]', "a-words"),
        ('!Join [":", !Ref Several]', "one:two"),
        ('!Select [1, !Split [",", "a,b,c"]]', "b"),
        ('!Select ["1", !Ref Several]', "two"),
        ("!FindInMap [Sizes, !Ref AWS::Region, same]", "one"),
        ("!FindInMap [Sizes, eu-west-1, image]", "ami-dublin"),
        ('!Select [1, !Cidr ["10.0.0.0/16", 4, 8]]', "10.0.1.0/24"),
        ("!Base64 hello", base64.b64encode(b"hello").decode()),
        ('!Sub "${AWS::Partition} ${AWS::AccountId} ${AWS::URLSuffix}"', "aws 000000000000 amazonaws.com"),
        ("Fn::ToJsonString: {a: [1, true]}", "never"),
    ],
)
def test_what_is_known_is_worked_out(written: str, is_worth: str, tmp_path: Path) -> None:
    if written.startswith("Fn::"):
        written, is_worth = "{" + written + "}", json.dumps({"a": [1, True]})
    assert value(tmp_path, written, {"Given": "words", "Several": "one, two"}, MORE) == is_worth


@pytest.mark.parametrize(
    "written",
    [
        "!Ref Given",
        "!Ref Topic",
        "!GetAtt Topic.TopicName",
        '!Sub "${Given}/x"',
        '!Join ["-", [a, !Ref Given]]',
        "!Select [0, !Ref Several]",
        '!Select [0, !Split [",", !Ref Given]]',
        "!FindInMap [Sizes, !Ref AWS::Region, image]",
        "!FindInMap [Sizes, !Ref Given, image]",
        "!FindInMap [Sizes, us-east-1, image]",
        "!ImportValue shared-key",
        "!Base64 {Ref: Given}",
        "Fn::Transform: {Name: Somebody}",
        '"{{resolve:secretsmanager:token:SecretString}}"',
        '!Sub "{{resolve:ssm:/${Bucket}/key}}"',
        "!Ref AWS::StackName",
        "!Ref Open",  # its default holds no launch to it
    ],
)
def test_what_is_not_known_before_launch_is_unknown(written: str, tmp_path: Path) -> None:
    text = "{" + written + "}" if written.startswith("Fn::") else written
    assert value(tmp_path, text, None, MORE) == UNKNOWN


def test_a_reference_leads_to_the_resource_as_in_a_plan(tmp_path: Path) -> None:
    variant = only(
        tmp_path,
        """\
        Resources:
          Key: {Type: AWS::KMS::Key}
          Topic:
            Type: AWS::SNS::Topic
            Properties: {KmsMasterKeyId: !Sub "${Key.Arn}"}
        """,
    )
    topic = variant.plan.one("aws_sns_topic")
    found = origin(variant.plan, topic, "kms_master_key_id")
    assert [resource.address for resource in found.resources] == ["aws_kms_key.Key"]
    assert found.decided


def test_a_policy_keeps_its_words_and_names_what_is_not_known(tmp_path: Path) -> None:
    variant = only(
        tmp_path,
        """\
        Parameters:
          Who: {Type: String}
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}
          Key:
            Type: AWS::KMS::Key
            Properties:
              KeyPolicy:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {AWS: [!GetAtt Role.Arn, !Ref Who]}
                    Action: kms:Decrypt
                    Resource: "*"
        """,
    )
    statements = variant.plan.statements(variant.plan.one("aws_kms_key"))
    assert statements[0]["Principal"] == {"AWS": ["<aws_iam_role.Role>", UNKNOWN]}
    assert statements[0]["Action"] == ["kms:Decrypt"]


def test_a_policy_that_is_a_text_keeps_its_words_too(tmp_path: Path) -> None:
    variant = only(
        tmp_path,
        """\
        Resources:
          Topic: {Type: AWS::SNS::Topic}
          Secret: {Type: AWS::SecretsManager::Secret}
          Policy:
            Type: AWS::SecretsManager::ResourcePolicy
            Properties:
              SecretId: !Ref Secret
              ResourcePolicy:
                Fn::Sub: >-
                  {"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "x-${Topic}-y"}]}
        """,
    )
    (statement,) = variant.plan.statements(variant.plan.one("aws_secretsmanager_secret_policy"))
    assert statement["Resource"] == ["<aws_sns_topic.Topic>"]
    assert statement["Effect"] == "Deny"


def test_words_of_a_template_become_the_types_that_aws_takes(tmp_path: Path) -> None:
    variant = only(
        tmp_path,
        """\
        Resources:
          Key:
            Type: AWS::KMS::Key
            Properties: {EnableKeyRotation: "true", PendingWindowInDays: "7"}
        """,
    )
    values = variant.plan.one("aws_kms_key").values
    assert values["enable_key_rotation"] is True
    assert values["deletion_window_in_days"] == 7


def test_two_resources_may_name_one_another(tmp_path: Path) -> None:
    variant = only(
        tmp_path,
        """\
        Resources:
          One:
            Type: AWS::SQS::Queue
            Properties: {QueueName: !GetAtt Other.QueueName}
          Other:
            Type: AWS::SQS::Queue
            Properties: {QueueName: !GetAtt One.QueueName}
        """,
    )
    assert {r.values["name"] for r in variant.plan.resources("aws_sqs_queue")} == {UNKNOWN}
