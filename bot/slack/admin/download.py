"""A file that was dropped into Slack comes down with the bot's token, which goes to Slack and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from corpus.errors import DocumentCorrupt, DocumentEmpty, DocumentTooLarge, DocumentUnsupported
from corpus.read import SUPPORTED

LARGEST = 200_000_000
"""Bytes of one file: as much as the reader takes of a PDF."""

FIGURES = ("csv",)
"""Kinds that hold figures, beside those that the reader takes."""

_SECONDS = 60
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file in a message, as Slack describes it."""

    name: str
    url: str
    size: int | None

    @property
    def suffix(self) -> str:
        """The end of its name in small letters, without the dot."""
        return PurePath(self.name).suffix.lower().removeprefix(".")


def dropped_in(event: Mapping[str, Any]) -> list[Dropped]:
    """The files of a message."""
    files = [file for file in event.get("files") or [] if isinstance(file, dict)]
    return [
        Dropped(str(f.get("name") or ""), str(f.get("url_private_download") or ""), _size(f.get("size"))) for f in files
    ]


def download(file: Dropped, token: str, api_url: str) -> bytes:
    """The content of a dropped file.

    Args:
        file: As Slack described it.
        token: The bot's.
        api_url: Base of the Web API: only its host, and hosts below it, are given the token.

    Raises:
        DocumentUnsupported: If its name is of no kind that is taken, or it stands elsewhere than in Slack.
        DocumentTooLarge: If it is too large, by what Slack says or by what comes.
        DocumentEmpty: If nothing is in it; ``DocumentCorrupt`` if it does not come whole.
    """
    _check(file, api_url)
    request = Request(file.url, headers={"Authorization": f"Bearer {token}"})
    try:
        with build_opener(_NoRedirect).open(request, timeout=_SECONDS) as response:
            if response.headers.get_content_type() == "text/html" and file.suffix not in ("htm", "html"):
                raise DocumentCorrupt(file=file.name, detail="Slack: files:read")  # a page to sign in, not the file
            content = bytearray()
            while piece := response.read(_PIECE):
                content += piece
                if len(content) > LARGEST:
                    raise DocumentTooLarge(file=file.name, what="bytes", limit=LARGEST)
    except HTTPError as error:
        raise DocumentCorrupt(file=file.name, detail=f"Slack: {error.code}") from None
    except (URLError, OSError) as error:
        raise DocumentCorrupt(file=file.name, detail=type(error).__name__) from None
    if not content:
        raise DocumentEmpty(file=file.name)
    if file.size is not None and len(content) != file.size:
        raise DocumentCorrupt(file=file.name, detail=f"{len(content)} / {file.size} bytes")
    return bytes(content)


def _check(file: Dropped, api_url: str) -> None:
    """Refuse before anything is asked for. Raises as ``download``."""
    kinds = (*SUPPORTED, *FIGURES)
    if file.suffix not in kinds or not _of_slack(file.url, api_url):
        raise DocumentUnsupported(file=file.name, supported=", ".join(kinds))
    if file.size == 0:
        raise DocumentEmpty(file=file.name)
    if file.size is not None and file.size > LARGEST:
        raise DocumentTooLarge(file=file.name, what="bytes", limit=LARGEST)


def _of_slack(url: str, api_url: str) -> bool:
    """Whether an address is of the Web API's host or one below it, and as safe as that."""
    try:
        asked, own = urlsplit(url), urlsplit(api_url)
        host, home = asked.hostname or "", own.hostname or ""
        same_port = asked.port == own.port
    except ValueError:
        return False
    if asked.scheme != own.scheme or asked.username is not None or not home:
        return False
    return (host == home or host.endswith(f".{home}")) and same_port


def _size(said: object) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) else None


class _NoRedirect(HTTPRedirectHandler):
    """A redirection would take the token along."""

    def redirect_request(self, *_: Any) -> None:
        """Follow none: the answer 3xx is told as such."""
        return
