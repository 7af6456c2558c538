"""Socket Mode: hello, envelopes, acknowledgements, refresh, and lost connections."""

import itertools
import json
import time
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from loopback_slack.server import LoopbackSlack


class Sockets:
    """All WebSockets of one loopback Slack."""

    def __init__(self, slack: "LoopbackSlack") -> None:
        self._slack = slack
        self._open: list[web.WebSocketResponse] = []
        self._requests: dict[web.WebSocketResponse, web.Request] = {}
        self._counter = itertools.count(1)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection; its ticket is good once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._slack.tickets:
            return web.Response(status=403)
        self._slack.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0LOOPBACK"}})
        self._requests[socket] = request
        self._slack.note(lambda: self._opened(socket))
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self._acknowledged(json.loads(message.data))
        self._slack.note(lambda: self._open.remove(socket))
        return socket

    def _acknowledged(self, ack: dict[str, Any]) -> None:
        envelope = ack["envelope_id"]
        self._slack.acked_at.setdefault(envelope, time.monotonic())
        self._slack.note(lambda: self._slack.acks.update({envelope: ack.get("payload")}))

    def _opened(self, socket: web.WebSocketResponse) -> None:
        self._open.append(socket)
        self._slack.connections += 1

    async def send(self, payload: dict[str, Any], kind: str, envelope: dict[str, Any]) -> str:
        """Send one envelope over the newest connection."""
        envelope_id = f"envelope-{next(self._counter)}"
        about = {"accepts_response_payload": kind == "slash_commands"} | envelope
        await self._open[-1].send_json({"type": kind, "envelope_id": envelope_id, "payload": payload} | about)
        return envelope_id

    async def drop(self) -> None:
        """Break the newest connection off without a word."""
        transport = self._requests[self._open[-1]].transport
        if transport is not None:
            transport.abort()

    async def refresh(self) -> None:
        """Tell the client to come back over a new connection."""
        await self._open[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def close(self) -> None:
        """Close every connection."""
        for socket in list(self._open):
            await socket.close()
