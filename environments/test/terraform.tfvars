environment = "test"

settings = {
  budget_share        = 0.1
  deletion_protection = false
  studio              = false
}
