"""The record, knowing nothing of chat.

Every matrix here is small: a second thread of the linear algebra library only waits for the first, and for every
answer made beside it. The library reads these settings when it is loaded, and this package is imported before it.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
