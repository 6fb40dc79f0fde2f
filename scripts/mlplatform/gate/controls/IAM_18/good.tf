# pass: aws_accessanalyzer_analyzer.external, aws_accessanalyzer_analyzer.unused
resource "aws_accessanalyzer_analyzer" "external" {
  analyzer_name = "external"
}

resource "aws_accessanalyzer_analyzer" "unused" {
  analyzer_name = "unused"
  type          = "ACCOUNT_UNUSED_ACCESS"

  configuration {
    unused_access {
      unused_access_age = 90
    }
  }
}
