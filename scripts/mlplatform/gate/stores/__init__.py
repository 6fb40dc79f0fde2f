"""Places that hold data: buckets, file systems, secrets; who may reach them, and with which key."""
