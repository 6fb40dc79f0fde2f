# fail: aws_vpc_endpoint_service.accepts_by_itself, aws_vpc_endpoint_service.for_everybody
# fail: aws_vpc_endpoint_service.for_a_stranger, aws_vpc_endpoint_service_allowed_principal.everybody
# fail: aws_vpc_endpoint_service_allowed_principal.stranger
locals {
  balancer = "arn:aws:elasticloadbalancing:eu-west-2:111122223333:loadbalancer/net/models/1111222233334444"
}

resource "aws_vpc_endpoint_service" "accepts_by_itself" {
  acceptance_required        = false
  network_load_balancer_arns = [local.balancer]
}

resource "aws_vpc_endpoint_service" "for_everybody" {
  acceptance_required        = true
  network_load_balancer_arns = [local.balancer]
  allowed_principals         = ["*"]
}

resource "aws_vpc_endpoint_service" "for_a_stranger" {
  acceptance_required        = true
  network_load_balancer_arns = [local.balancer]
  allowed_principals         = ["arn:aws:iam::444455556666:root", "arn:aws:iam::999999999999:root"]
}

resource "aws_vpc_endpoint_service_allowed_principal" "everybody" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.accepts_by_itself.id
  principal_arn           = "*"
}

resource "aws_vpc_endpoint_service_allowed_principal" "stranger" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.accepts_by_itself.id
  principal_arn           = "arn:aws:iam::999999999999:role/anybody"
}
