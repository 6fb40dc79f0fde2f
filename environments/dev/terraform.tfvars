environment = "dev"

settings = {
  budget_share        = 0.6
  deletion_protection = false
  studio              = true
}
