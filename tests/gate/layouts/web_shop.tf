# Nothing of machine learning: a web shop, of types that this gate has no special knowledge of.
variable "replicas" {
  type    = number
  default = 2
}

resource "terraform_data" "release" {
  input = "v1"
}

resource "aws_instance" "web" {
  count = var.replicas

  ami           = "ami-1234567890abcdef0"
  instance_type = "t3.small"
  user_data     = terraform_data.release.output
}

resource "aws_db_instance" "orders" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t3.small"
  allocated_storage   = 20
  username            = "shop"
  password            = "not-a-secret-of-anybody"
  skip_final_snapshot = true
}

resource "aws_lightsail_static_ip" "old" {
  name = "old"
}
