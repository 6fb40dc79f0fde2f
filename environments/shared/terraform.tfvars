monthly_budget = {
  amount   = 3000
  currency = "USD"
}
