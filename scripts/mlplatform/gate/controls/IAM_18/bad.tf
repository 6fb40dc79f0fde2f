# fail: aws_accessanalyzer_analyzer.external_alone
resource "aws_accessanalyzer_analyzer" "external_alone" {
  analyzer_name = "external"
  type          = "ORGANIZATION"
}
