"""Every way that a template may come out: by conditions, by parameters with few values, in nested stacks."""

from __future__ import annotations

from pathlib import Path

from mlplatform.plan.reader import UNKNOWN
from mlplatform.plan.resolution import origin
from mlplatform.plan.template import worlds
from plan.templates_at_hand import only, read, template

CONDITION = """\
Parameters:
  Environment: {Type: String%s}
  KeyArn: {Type: String, Default: ""}
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
  IsDev: !Equals [!Ref Environment, dev]
  Own: !Equals [!Ref KeyArn, ""]
  OwnInProd: !And [!Condition IsProd, !Condition Own]
Resources:
  Key:
    Type: AWS::KMS::Key
    Condition: Own
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !If [IsProd, prod, !If [IsDev, dev, other]]
      KmsMasterKeyId: !If [Own, !Ref Key, !Ref KeyArn]
      DisplayName: !If [OwnInProd, both, !Ref AWS::NoValue]
"""


def outcomes(found: worlds.Read) -> set[tuple[object, ...]]:
    """Name, display name and whether there is a key, in each combination."""
    return {
        (
            (topic := variant.plan.one("aws_sns_topic")).values["name"],
            topic.values.get("display_name"),
            bool(variant.plan.resources("aws_kms_key")),
        )
        for variant in found.variants
    }


def test_a_condition_gives_both_worlds_and_none_that_cannot_be(tmp_path: Path) -> None:
    found = read(tmp_path, CONDITION % "")
    assert outcomes(found) == {
        ("prod", "both", True),
        ("prod", None, False),
        ("dev", None, True),
        ("dev", None, False),
        ("other", None, True),
        ("other", None, False),
    }
    assert not found.beyond


def test_a_parameter_with_few_values_is_each_of_them(tmp_path: Path) -> None:
    found = read(tmp_path, CONDITION % ", AllowedValues: [dev, prod]")
    assert {outcome[0] for outcome in outcomes(found)} == {"dev", "prod"}
    assert all(any(told.startswith("Environment is ") for told in v.told) for v in found.variants)


def test_a_value_outside_the_pattern_of_a_parameter_is_no_world(tmp_path: Path) -> None:
    found = read(tmp_path, CONDITION % ', AllowedPattern: "[a-c].*"')
    assert {outcome[0] for outcome in outcomes(found)} == {"other"}


def test_an_unset_value_is_unknown_once_a_condition_has_ruled_out_the_empty_one(tmp_path: Path) -> None:
    found = read(tmp_path, CONDITION % ", AllowedValues: [prod]")
    keys = {v.plan.one("aws_sns_topic").values["kms_master_key_id"] for v in found.variants}
    assert keys == {UNKNOWN}  # of the template, or given at launch


def test_parameters_of_a_launch_leave_one_world(tmp_path: Path) -> None:
    variant = only(tmp_path, CONDITION % "", {"Environment": "prod"})
    assert outcomes(worlds.Read(tmp_path, [variant])) == {("prod", "both", True)}  # KeyArn has its default


def test_what_is_looked_up_or_secret_stays_unknown_though_given(tmp_path: Path) -> None:
    variant = only(
        tmp_path,
        """\
        Parameters:
          Word: {Type: String, NoEcho: true}
          Looked: {Type: "AWS::SSM::Parameter::Value<String>"}
        Resources:
          Topic:
            Type: AWS::SNS::Topic
            Properties: {TopicName: !Ref Word, DisplayName: !Ref Looked}
        """,
        {"Word": "hidden", "Looked": "/names/topic"},
    )
    values = variant.plan.one("aws_sns_topic").values
    assert (values["name"], values["display_name"]) == (UNKNOWN, UNKNOWN)


def test_the_account_that_nobody_gives_is_one_account_and_may_be_any_that_is_compared(tmp_path: Path) -> None:
    text = """\
    Conditions:
      Ours: !Equals [!Ref AWS::AccountId, "111122223333"]
    Resources:
      Topic:
        Type: AWS::SNS::Topic
        Properties: {TopicName: !If [Ours, ours, theirs], DisplayName: !Ref AWS::AccountId}
    """
    found = read(tmp_path, text)
    topics = [variant.plan.one("aws_sns_topic").values for variant in found.variants]
    assert {(t["name"], t["display_name"]) for t in topics} == {
        ("ours", "111122223333"),
        ("theirs", "000000000000"),
    }
    assert len(read(tmp_path, text, {"AWS::AccountId": "111122223333"}).variants) == 1


def test_more_values_than_are_judged_one_by_one_are_unknown(tmp_path: Path) -> None:
    names = "".join(f"  P{n}: {{Type: String, AllowedValues: [a, b, c, d]}}\n" for n in range(6))
    topics = "".join(
        f"  T{n}: {{Type: AWS::SNS::Topic, Properties: {{TopicName: !Ref P{n}}}}}\n" for n in range(6)
    )
    found = read(tmp_path, f"Parameters:\n{names}Resources:\n{topics}")
    assert len(found.variants) == worlds.MOST
    assert not found.beyond
    last = {r.values["name"] for v in found.variants for r in v.plan.resources("aws_sns_topic")}
    assert UNKNOWN in last


def test_more_conditions_than_are_tried_are_said(tmp_path: Path) -> None:
    names = "".join(f"  P{n}: {{Type: String}}\n" for n in range(8))
    conditions = "".join(f'  C{n}: !Equals [!Ref P{n}, "yes"]\n' for n in range(8))
    topics = "".join(f"  T{n}: {{Type: AWS::SNS::Topic, Condition: C{n}}}\n" for n in range(8))
    found = read(tmp_path, f"Parameters:\n{names}Conditions:\n{conditions}Resources:\n{topics}")
    assert len(found.variants) == worlds.MOST
    assert "P7" in found.beyond


NESTED = """\
Parameters:
  KeyArn: {Type: String}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {KmsMasterKeyId: !Ref KeyArn}
Outputs:
  Arn: {Value: !Ref Topic}
"""
AROUND = """\
Resources:
  Key: {Type: AWS::KMS::Key}
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: %s
      Parameters: {KeyArn: !GetAtt Key.Arn}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      AlarmActions: [!GetAtt Inner.Outputs.Arn]
%s"""


def test_a_nested_template_that_is_at_hand_is_judged_as_a_module(tmp_path: Path) -> None:
    template(tmp_path, NESTED, "nested.yaml")
    variant = only(tmp_path, AROUND % ("nested.yaml", ""))
    topic = variant.plan.one("aws_sns_topic")
    assert topic.address == "module.Inner.aws_sns_topic.Topic"
    assert topic.values["kms_master_key_id"] == UNKNOWN
    assert not variant.doubts
    inside = origin(variant.plan, topic, "kms_master_key_id")
    assert [r.address for r in inside.resources] == ["aws_kms_key.Key"]
    outside = origin(variant.plan, variant.plan.one("aws_cloudwatch_metric_alarm"), "alarm_actions")
    assert [r.address for r in outside.resources] == [topic.address]


def test_a_nested_template_that_is_not_at_hand_is_a_doubt(tmp_path: Path) -> None:
    for address in ("gone.yaml", "https://bucket.s3.amazonaws.com/x.yaml", "!Ref Url"):
        more = "Parameters:\n  Url: {Type: String}\n" if address == "!Ref Url" else ""
        doubts = only(tmp_path, AROUND % (address, more)).doubts
        assert [(doubt.address, doubt.property) for doubt in doubts] == [("Inner", "TemplateURL")]


def test_a_nested_template_may_be_named_by_a_parameter(tmp_path: Path) -> None:
    template(tmp_path, NESTED, "nested.yaml")
    more = "Parameters:\n  Url: {Type: String}\n"
    variant = only(tmp_path, AROUND % ("!Ref Url", more), {"Url": "nested.yaml"})
    assert variant.plan.resources("aws_sns_topic")


def test_a_template_that_nests_itself_ends(tmp_path: Path) -> None:
    text = """\
    Resources:
      Again:
        Type: AWS::CloudFormation::Stack
        Properties: {TemplateURL: template.yaml}
    """
    doubts = only(tmp_path, text).doubts
    assert "within another" in doubts[0].why


def test_what_macros_make_is_a_doubt(tmp_path: Path) -> None:
    text = """\
    Transform: [AWS::LanguageExtensions, "AWS::Serverless-2016-10-31"]
    Resources:
      Function: {Type: "AWS::Serverless::Function"}
      Fn::ForEach::Topics: [Name, [a, b], {"Topic${Name}": {Type: AWS::SNS::Topic}}]
    """
    doubts = [doubt.address for doubt in only(tmp_path, text).doubts]
    assert doubts == ["Transform", "Fn::ForEach::Topics"]


def test_a_property_that_the_gate_has_no_word_for_is_a_doubt(tmp_path: Path) -> None:
    text = """\
    Resources:
      Space:
        Type: AWS::SageMaker::Space
        Properties: {DomainId: d-1, SpaceName: one, SpaceSettings: {RemoteAccess: ENABLED}}
    """
    doubts = only(tmp_path, text).doubts
    assert [(doubt.address, doubt.property) for doubt in doubts] == [("Space", "SpaceSettings.RemoteAccess")]


def test_every_property_has_its_line(tmp_path: Path) -> None:
    text = """\
    Resources:
      Topic:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !If [Yes, a, b]
          Tags:
            - Key: owner
              Value: me
    Conditions:
      Yes: !Equals [a, a]
    """
    place = only(tmp_path, text).places["aws_sns_topic.Topic"]
    assert place.line == 3
    assert place.lines["TopicName"] == 6
    assert place.lines["Tags.0.Value"] == 9
    assert place.properties["name"] == "TopicName"
