"""A process that migrates a database and is killed as it sends its nth statement, as by a power cut.

Called as ``python killed_migrator.py URL NTH``. It listens to what SQLAlchemy tells; nothing is replaced.
"""

import itertools
import os
import signal
import sys

from sqlalchemy import Engine, event

from kpi_store.schema import upgrade


def main(url: str, nth: int) -> None:
    """Migrate, unless killed before."""
    sent = itertools.count(1)

    def statement(*_: object) -> None:
        if next(sent) == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", lambda _: nth == 0 and os.kill(os.getpid(), signal.SIGKILL))
    upgrade(url)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
