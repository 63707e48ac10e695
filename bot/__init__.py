"""A bot that answers questions about an article and quotes the sentences its answers rest on."""

import os

# The encoder multiplies small matrices, for which numpy's own threads cost more than they give: on
# two busy cores they wait for each other, and a question of 128 tokens took 4 s instead of 0.5.
# OpenBLAS reads this when numpy is first imported, so it stands before anything else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
