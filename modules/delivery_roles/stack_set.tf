# The deploy and the plan role in every account of the organizational unit, and in each that joins it: by a stack set,
# because Terraform has no role there yet. An account that no use case names gets a deploy role that only people take on.
locals {
  _roles = { deploy = var.deploy_role, plan = var.plan_role }

  # CloudFormation takes 2 to 10 operands in an Or, so accounts go nine by nine beside one that is never true.
  _never = { "Fn::Equals" = ["no", "account"] }
  _accounts_of = {
    for environment in ["dev", "test", "prod"] : environment => sort([for accounts in values(var.accounts) : accounts[environment]])
  }
  _groups = { for environment, ids in local._accounts_of : environment => chunklist(ids, 9) }
  _conditions = merge(
    merge([for environment, groups in local._groups : {
      for index, ids in groups : "Is${title(environment)}${index}" => {
        "Fn::Or" = concat([local._never], [for id in ids : { "Fn::Equals" = [{ Ref = "AWS::AccountId" }, id] }])
      }
    }]...),
    { for environment, groups in local._groups : "Is${title(environment)}" => {
      "Fn::Or" = concat([local._never], length(groups) == 0 ? [local._never] : [], [for index, ids in groups : { Condition = "Is${title(environment)}${index}" }])
    } },
  )

  _people = ["arn:${var.context.partition}:iam::${var.context.account_id}:role/${var.account_factory_role}"]
  _trusted = {
    # XA-01: in an account, the pipeline of its own environment and no other.
    deploy = { "Fn::If" = ["IsProd", concat([local._ci_role_arns["apply-prod"]], local._people),
      { "Fn::If" = ["IsTest", concat([local._ci_role_arns["apply-test"]], local._people),
        { "Fn::If" = ["IsDev", concat([local._ci_role_arns["apply-dev"]], local._people), local._people] },
      ] },
    ] }
    plan = concat([local._ci_role_arns["plan"]], local._people)
  }

  _template = {
    AWSTemplateFormatVersion = "2010-09-09"
    Description              = "The roles with which the machine-learning platform is applied and planned."
    Conditions               = local._conditions
    Resources = merge(
      merge([for role, policies in local._policies : {
        for policy, document in policies : "${title(role)}${title(policy)}" => {
          Type       = "AWS::IAM::ManagedPolicy"
          Properties = { ManagedPolicyName = "${local._roles[role]}-${policy}", PolicyDocument = document }
        }
      }]...),
      { for role, policies in local._policies : "${title(role)}Role" => {
        Type = "AWS::IAM::Role"
        Properties = {
          RoleName           = local._roles[role]
          Description        = role == "deploy" ? "Applies the machine-learning platform." : "Reads what the machine-learning platform plans over."
          MaxSessionDuration = 7200
          ManagedPolicyArns  = [for policy in keys(policies) : { Ref = "${title(role)}${title(policy)}" }]
          AssumeRolePolicyDocument = {
            Version = "2012-10-17"
            Statement = [{
              Sid       = "PipelineAndPeople"
              Effect    = "Allow"
              Principal = { AWS = local._trusted[role] }
              Action    = "sts:AssumeRole"
              Condition = { StringEquals = { "aws:PrincipalOrgID" = var.context.organization_id } } # IAM-08
            }]
          }
          Tags = [
            { Key = "organization", Value = var.organization },
            { Key = "managed_by", Value = "terraform" },
          ]
        }
      } },
    )
  }
}

resource "aws_cloudformation_stack_set" "roles" {
  name             = "${var.organization}-mlp-roles"
  description      = "Deploy and plan roles of the machine-learning platform."
  permission_model = "SERVICE_MANAGED"
  call_as          = "DELEGATED_ADMIN"
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body    = jsonencode(local._template)

  # An account that joins the unit gets the roles by itself, and one that leaves it loses them.
  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  operation_preferences {
    failure_tolerance_percentage = 0
    max_concurrent_percentage    = 100
  }

  lifecycle {
    # A service-managed stack set has no administration role; AWS may answer with one.
    ignore_changes = [administration_role_arn]
  }

  # IAM takes no principal in a trust policy that does not exist.
  depends_on = [aws_iam_role.ci]
}

resource "aws_cloudformation_stack_set_instance" "roles" {
  stack_set_name = aws_cloudformation_stack_set.roles.name
  call_as        = "DELEGATED_ADMIN"
  region         = var.context.region # IAM has no region; the stack stands in one all the same

  deployment_targets {
    organizational_unit_ids = var.organizational_unit_ids
  }

  operation_preferences {
    failure_tolerance_percentage = 0
    max_concurrent_percentage    = 100
  }
}
