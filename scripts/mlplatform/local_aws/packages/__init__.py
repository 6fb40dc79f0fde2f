"""The packages of the embedded AWS's CodeArtifact: what is stored, who comes to it, and the endpoint that
pip, uv and twine talk to. ``docs/adr/0003-embedded-aws.md`` says what of the service is here."""
