# The modules of dev stand in one composition, which serves test and prod too.
moved {
  from = module.account_baseline
  to   = module.environment.module.account_baseline
}

moved {
  from = module.kms
  to   = module.environment.module.kms
}

moved {
  from = module.personas
  to   = module.environment.module.personas
}

moved {
  from = module.studio
  to   = module.environment.module.studio[0]
}

moved {
  from = module.studio_network
  to   = module.environment.module.studio_network
}
