"""回访: after closing, whoever reported is asked whether it is solved."""
