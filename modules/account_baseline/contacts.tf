# Whom AWS asks about bills, about operations and, when an account is abused, about security.
resource "aws_account_alternate_contact" "this" {
  for_each = {
    BILLING    = var.alternate_contacts.billing
    OPERATIONS = var.alternate_contacts.operations
    SECURITY   = var.alternate_contacts.security
  }

  alternate_contact_type = each.key
  name                   = each.value.name
  title                  = each.value.title
  email_address          = each.value.email
  phone_number           = each.value.phone
}
