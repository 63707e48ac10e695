"""Tools that tell a maintainer how good the knowledge is: lint, expectations, sets, a report."""
