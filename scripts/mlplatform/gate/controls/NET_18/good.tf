# pass: aws_vpc_endpoint_service.for_nobody_yet, aws_vpc_endpoint_service.for_the_bank
# pass: aws_vpc_endpoint_service_allowed_principal.role
locals {
  balancer = "arn:aws:elasticloadbalancing:eu-west-2:111122223333:loadbalancer/net/models/1111222233334444"
}

resource "aws_vpc_endpoint_service" "for_nobody_yet" {
  acceptance_required        = true
  network_load_balancer_arns = [local.balancer]
}

resource "aws_vpc_endpoint_service" "for_the_bank" {
  acceptance_required        = true
  network_load_balancer_arns = [local.balancer]
  allowed_principals         = ["arn:aws:iam::444455556666:root"]
}

resource "aws_vpc_endpoint_service_allowed_principal" "role" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.for_nobody_yet.id
  principal_arn           = "arn:aws:iam::111122223333:role/scoring"
}
