# What `mlp bootstrap` made, because no state could hold it before. The first apply takes these over; later ones find
# them in the state and import nothing.
import {
  to = module.state_backend.aws_kms_key.this
  id = var.state_key_id
}

import {
  to = module.state_backend.aws_kms_alias.this
  id = "alias/${local.state_name}"
}

import {
  to = module.state_backend.aws_s3_bucket.this
  id = "${local.state_name}-${local.account.account_id}"
}
