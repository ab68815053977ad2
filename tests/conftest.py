"""How random models are drawn: the same ones every time, and many or few of them.

``DETENTE_TESTS=quick`` draws few models, for use while writing code; unset, or ``ci``, it draws all.

Interruptions are heard, here and in the processes that tests start, also where the run was started in the background,
in which a shell has them ignored.
"""

import os
import signal

from hypothesis import HealthCheck, settings

_SAME_EVERY_TIME = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

settings.register_profile("ci", _SAME_EVERY_TIME, max_examples=100)
settings.register_profile("quick", _SAME_EVERY_TIME, max_examples=10)
settings.load_profile(os.environ.get("DETENTE_TESTS", "ci"))

signal.signal(signal.SIGINT, signal.default_int_handler)
