# undecided: aws_vpc_endpoint_service.acceptance_later, aws_vpc_endpoint_service_allowed_principal.later
resource "terraform_data" "later" {
  input = true
}

resource "aws_vpc_endpoint_service" "acceptance_later" {
  acceptance_required        = terraform_data.later.output
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-2:111122223333:loadbalancer/net/models/1111222233334444"]
}

resource "aws_vpc_endpoint_service_allowed_principal" "later" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.acceptance_later.id
  principal_arn           = terraform_data.later.output
}
