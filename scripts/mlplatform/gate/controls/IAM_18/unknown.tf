# undecided: aws_accessanalyzer_analyzer.external, aws_accessanalyzer_analyzer.later
resource "terraform_data" "later" {
  input = "ACCOUNT_UNUSED_ACCESS"
}

resource "aws_accessanalyzer_analyzer" "external" {
  analyzer_name = "external"
  type          = "ACCOUNT"
}

resource "aws_accessanalyzer_analyzer" "later" {
  analyzer_name = "later"
  type          = terraform_data.later.output
}
