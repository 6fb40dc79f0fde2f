"""SageMaker as the controls read it: Studio, scripts, images, jobs, and where each stands."""
