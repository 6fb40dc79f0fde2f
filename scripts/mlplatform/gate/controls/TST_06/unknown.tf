# undecided: aws_location_place_index.another, aws_gamelift_alias.game
resource "aws_location_place_index" "another" {
  index_name  = "another"
  data_source = "Here"
}

# One answer for the type, at its first resource.
resource "aws_location_place_index" "places" {
  index_name  = "places"
  data_source = "Here"
}

resource "aws_gamelift_alias" "game" {
  name = "game"

  routing_strategy {
    message = "No fleet."
    type    = "TERMINAL"
  }
}
