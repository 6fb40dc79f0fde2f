"""A bank's machine-learning platform on AWS: the programs behind the ``mlp`` command."""
