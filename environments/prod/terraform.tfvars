environment = "prod"

settings = {
  budget_share        = 0.3
  deletion_protection = true
  studio              = false
}
