"""Who may ask where, see what, and administer, as the administrators have set it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi_store.withholding import Restriction


@dataclass(frozen=True, slots=True)
class Rules:
    """What the administrators have set. Wherever users are listed, user groups can be too.

    Attributes:
        admins: Who may administer; they may also ask.
        users: Who may ask; if empty, everybody of the organisation but guests.
        channels: Where it may be asked in public; if empty, everywhere but in ``shared`` channels.
        shared: Channels shared with other organisations in which it may be asked all the same.
        restricted: Who may see which documents: people where the reply is theirs alone, channels elsewhere.
    """

    admins: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    restricted: Mapping[Restriction, frozenset[str]] = field(default_factory=dict)
