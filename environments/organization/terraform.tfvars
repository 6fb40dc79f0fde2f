# Public ranges that the bank's people come from, to data as well. None: data is reached through our VPCs alone.
corporate_cidrs = []

# AWS knows a tag a day after something has first borne it, and refuses it before: in a new organization, leave these out
# until the first account has stood for a day.
cost_allocation_tags = ["cost_centre", "data_classification", "environment", "owner", "use_case"]
