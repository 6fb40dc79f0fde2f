# The bank's images that a use case may run, and those that stand in Studio: by the digest that a pull request wrote down
# beside the image, and never by a tag. An image without one has not been built yet, and stands nowhere; nor does any in
# another region than its repository, for Studio takes images of its own region alone.
locals {
  images_folder = "${path.module}/../shared/images"
  images = {
    for file in fileset(local.images_folder, "*/image.yaml") : dirname(file) => yamldecode(file("${local.images_folder}/${file}"))
  }
  image_digests = {
    for file in fileset(local.images_folder, "*/digest") : dirname(file) => trimspace(file("${local.images_folder}/${file}"))
  }

  image_repository_arns = [
    for name, image in local.images : "arn:aws:ecr:${local.platform.region}:${local.platform.shared_account_id}:repository/${local.platform.organization}-mlp/${name}"
    if !can(image.mirror)
  ]
  studio_images = {
    for name, digest in local.image_digests : name => {
      app_type      = local.images[name].app_type
      ecr_image_uri = "${local.platform.shared_account_id}.dkr.ecr.${local.platform.region}.amazonaws.com/${local.platform.organization}-mlp/${name}@${digest}"
    } if can(local.images[name].app_type) && local.account.region == local.platform.region
  }
}
