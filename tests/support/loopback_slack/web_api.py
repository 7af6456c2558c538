"""The Web API methods that the program calls, the upload address, and response URLs."""

import itertools
import json
import re
import time
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from functools import partial
from typing import TYPE_CHECKING, Any

from aiohttp import web

from loopback_slack.block_kit import home_problems, problems, view_problems
from loopback_slack.state import APP_TOKEN, BOT_ID, BOT_TOKEN, BOT_USER, TEAM, Call, File

if TYPE_CHECKING:
    from loopback_slack.server import LoopbackSlack

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Json = dict[str, Any]

_PNG = b"\x89PNG\r\n\x1a\n"
_TS = re.compile(r"\d{10}\.\d{6}")
_LONGEST_TEXT = 40_000
_RESPONSE_USES = 5


def routes(slack: "LoopbackSlack") -> list[web.RouteDef]:
    """All routes but the WebSocket."""
    api = _WebApi(slack)
    return [
        web.post("/api/{method}", api.call),
        web.get("/api/{method}", api.call),
        web.post("/upload/{file}", api.upload),
        web.post("/response/{name}", api.respond),
        web.get("/files/{name}", api.download),
    ]


class Refused(Exception):
    """Slack answers ``ok: false`` with this error."""

    def __init__(self, error: str, *messages: str) -> None:
        super().__init__(error, *messages)
        self.body = {"ok": False, "error": error, "response_metadata": {"messages": list(messages)}}


class _WebApi:
    def __init__(self, slack: "LoopbackSlack") -> None:
        self._slack = slack
        self._counter = itertools.count(1)
        self._methods: dict[str, Callable[[Json], Json]] = {
            "auth.test": self._auth_test,
            "apps.connections.open": self._open,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._whisper,
            "chat.update": self._update,
            "conversations.open": self._open_direct,
            "conversations.replies": self._replies,
            "files.getUploadURLExternal": self._upload_url,
            "files.completeUploadExternal": self._complete,
            "files.info": self._file_info,
            "assistant.threads.setStatus": self._status,
            "assistant.threads.setSuggestedPrompts": self._prompts,
            "views.publish": self._publish,
            "views.open": self._view_open,
            "users.info": self._user,
            "conversations.info": self._channel,
            "usergroups.users.list": self._group,
        }

    async def call(self, request: web.Request) -> web.Response:
        """One Web API call: form, JSON or query parameters; token in the header or among them."""
        method = request.match_info["method"]
        params = await _params(request)
        self._slack.note(lambda: self._slack.calls.append(Call(method, params)))
        if failed := self._ordered_failure(method):
            return failed
        try:
            if method not in self._methods:
                raise Refused("unknown_method")
            self._check_token(request, params, method)
            headers = {"x-oauth-scopes": self._slack.granted} if self._slack.granted is not None else {}
            if self._slack.ahead:
                headers["Date"] = formatdate(time.time() + self._slack.ahead, usegmt=True)
            return web.json_response({"ok": True} | self._methods[method](params), headers=headers)
        except Refused as refused:
            return web.json_response(refused.body)

    async def upload(self, request: web.Request) -> web.Response:
        """The second step of an upload: the raw bytes."""
        content = await request.read()
        self._slack.note(lambda: self._slack.calls.append(Call("upload", {})))
        if failed := self._ordered_failure("upload"):
            return failed
        file = self._slack.files.get(request.match_info["file"])
        is_png = content.startswith(_PNG)
        if file is None or len(content) != file.length or is_png != file.name.endswith(".png"):
            return web.Response(status=400, text="bad upload")
        file.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file that somebody dropped; without the right token, Slack gives a page to sign in instead."""
        name = request.match_info["name"]
        self._slack.note(lambda: self._slack.calls.append(Call("download", {"name": name})))
        if failed := self._ordered_failure("download"):
            return failed
        if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}":
            return web.Response(text="<html>sign in</html>", content_type="text/html")
        if name not in self._slack.dropped:
            return web.Response(status=404)
        return web.Response(body=self._slack.dropped[name], content_type="application/octet-stream")

    async def respond(self, request: web.Request) -> web.Response:
        """A response URL: JSON only, five uses, and it must be said who may see the reply."""
        name = request.match_info["name"]
        message = await request.json()
        self._slack.response_uses[name] += 1
        self._slack.note(lambda: self._slack.calls.append(Call("response_url", message)))
        if failed := self._ordered_failure("response_url"):
            return failed
        if self._slack.response_uses[name] > _RESPONSE_USES:
            return web.Response(status=404, text="used_url")
        if message.get("response_type") not in ("ephemeral", "in_channel"):
            return web.Response(status=400, text="response_type not said")
        try:
            self._check_message(message)
        except Refused as refused:
            return web.json_response(refused.body, status=404)
        self._slack.note(lambda: self._slack.private.append(message))
        return web.Response(text="ok")

    def _ordered_failure(self, method: str) -> web.Response | None:
        failure = self._slack.next_failure(method)
        if failure is None:
            return None
        headers = {} if failure.retry_after is None else {"Retry-After": str(failure.retry_after)}
        return web.json_response({"ok": False, "error": failure.error}, status=failure.status, headers=headers)

    def _check_token(self, request: web.Request, params: Json, method: str) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or params.get("token", "")
        if not token:
            raise Refused("not_authed")
        if token not in (APP_TOKEN, BOT_TOKEN):
            raise Refused("invalid_auth")
        if (token == APP_TOKEN) != (method == "apps.connections.open"):
            raise Refused("not_allowed_token_type")

    def _auth_test(self, _: Json) -> Json:
        facts = {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID}
        return {"url": "https://loopback.slack.com/"} | facts | self._slack.team

    def _open(self, _: Json) -> Json:
        ticket = f"ticket-{next(self._counter)}"
        self._slack.tickets.add(ticket)
        return {"url": f"ws://{self._slack.origin}/link?ticket={ticket}"}

    def _post_message(self, params: Json) -> Json:
        message = params | {"blocks": _listed(params.get("blocks"))}
        channel = str(params.get("channel"))
        if not re.fullmatch("[CDGU][A-Z0-9]+", channel):
            raise Refused("channel_not_found")
        if "thread_ts" in params and not _TS.fullmatch(str(params["thread_ts"])):
            raise Refused("invalid_thread_ts")
        self._check_message(message)
        home = f"D{channel[1:]}" if channel.startswith("U") else channel  # a person's direct messages with the app
        ts = f"1700000000.{next(self._counter):06d}"
        self._slack.note(
            lambda: (self._slack.posts.append(message), self._slack.messages.update({(home, ts): message}))
        )
        return {"channel": home, "ts": ts}

    def _update(self, params: Json) -> Json:
        message = params | {"blocks": _listed(params.get("blocks"))}
        place = str(params.get("channel")), str(params.get("ts"))
        if place not in self._slack.messages:
            raise Refused("message_not_found")
        self._check_message(message)
        self._slack.note(lambda: self._slack.messages.update({place: self._slack.messages[place] | message}))
        return {"channel": place[0], "ts": place[1]}

    def _whisper(self, params: Json) -> Json:
        message = params | {"blocks": _listed(params.get("blocks"))}
        if not params.get("user") or not re.fullmatch("[CDG][A-Z0-9]+", str(params.get("channel"))):
            raise Refused("channel_not_found")
        self._check_message(message)
        self._slack.note(lambda: self._slack.whispers.append(message))
        return {"message_ts": f"1700000000.{next(self._counter):06d}"}

    def _open_direct(self, params: Json) -> Json:
        user = str(params.get("users"))
        if not re.fullmatch("[UW][A-Z0-9]+", user):
            raise Refused("user_not_found")
        return {"channel": {"id": f"D{user[1:]}"}}

    def _replies(self, params: Json) -> Json:
        if not str(params.get("channel")).startswith("D"):  # the app may read along in direct messages alone
            raise Refused("missing_scope")
        here = (params["channel"], params["ts"])
        held = [m for (channel, _), m in self._slack.messages.items() if (channel, m.get("thread_ts")) == here]
        return {"messages": [{"text": m.get("text"), "metadata": _listed(m.get("metadata"))} for m in held]}

    def _check_message(self, message: Json) -> None:
        if not message.get("text") and not message.get("blocks"):
            raise Refused("no_text")
        if len(str(message.get("text") or "")) > _LONGEST_TEXT:
            raise Refused("msg_too_long")
        if not message.get("blocks"):
            return
        found = problems(message["blocks"])
        if "msg_blocks_too_long" in found:
            raise Refused("msg_blocks_too_long")
        for block in message["blocks"]:
            if block.get("type") == "image" and "slack_file" in block:
                file = self._slack.files.get(block["slack_file"].get("id"))
                if file is None or not file.ready:
                    found.append("invalid slack file")
            if block.get("type") == "data_visualization" and not self._slack.native_charts:
                found.append("unsupported type: data_visualization")
        if found:
            raise Refused("invalid_blocks", *found)

    def _status(self, params: Json) -> Json:
        if not _TS.fullmatch(str(params.get("thread_ts"))) or "status" not in params:
            raise Refused("invalid_arguments")
        if len(_listed(params.get("loading_messages")) or []) > 10:
            raise Refused("invalid_arguments")
        return {}

    def _prompts(self, params: Json) -> Json:
        prompts = _listed(params.get("prompts"))
        if not 1 <= len(prompts) <= 4 or not all(prompt["title"] and prompt["message"] for prompt in prompts):
            raise Refused("invalid_arguments")
        if not params.get("thread_ts"):  # with one it is taken, and nothing is shown
            self._slack.note(lambda: self._slack.prompts.append(prompts))
        return {}

    def _publish(self, params: Json) -> Json:
        view = _listed(params.get("view"))
        if view.get("type") != "home" or view.keys() - {"type", "blocks"}:
            raise Refused("invalid_arguments")
        if found := home_problems(view["blocks"]):
            raise Refused("invalid_blocks", *found)
        self._slack.note(lambda: self._slack.homes.append((params["user_id"], view["blocks"])))
        return {}

    def _user(self, params: Json) -> Json:
        user = str(params.get("user"))
        if not re.fullmatch("[UW][A-Z0-9]+", user):
            raise Refused("user_not_found")
        return {"user": {"id": user, "team_id": TEAM} | self._slack.people.get(user, {})}

    def _channel(self, params: Json) -> Json:
        channel = str(params.get("channel"))
        facts = self._slack.channels.get(channel, {})
        if facts is None or not re.fullmatch("[CDG][A-Z0-9]+", channel):
            raise Refused("channel_not_found")
        return {"channel": {"id": channel, "is_ext_shared": False, "is_org_shared": False} | facts}

    def _group(self, params: Json) -> Json:
        if params.get("usergroup") not in self._slack.groups:
            raise Refused("no_such_subteam")
        return {"users": self._slack.groups[params["usergroup"]]}

    def _upload_url(self, params: Json) -> Json:
        length = int(params.get("length") or 0)
        if not params.get("filename") or length <= 0:
            raise Refused("invalid_arguments")
        looks = self._slack.looks_until_ready
        file = File(f"F0LOOPBACK{next(self._counter)}", length, str(params["filename"]), looks_until_ready=looks)
        if "alt_txt" in params:
            file.looks_until_ready = 1 << 30  # as python-slack-sdk#1818 describes it: taken, and never seen again
        self._slack.files[file.id] = file
        return {"upload_url": f"http://{self._slack.origin}/upload/{file.id}", "file_id": file.id}

    def _complete(self, params: Json) -> Json:
        files = [self._file(asked.get("id")) for asked in _listed(params.get("files")) or []]
        if not files or not all(file.content for file in files):
            raise Refused("file_not_found")
        shared = {name: params[name] for name in ("channel_id", "thread_ts", "initial_comment") if params.get(name)}
        if "channel_id" in shared and not re.fullmatch("[CDG][A-Z0-9]+", shared["channel_id"]):
            raise Refused("channel_not_found")
        for file in files:
            self._slack.note(partial(vars(file).update, completed=True, shared=shared))
        return {"files": [_shown(file) for file in files]}

    def _view_open(self, params: Json) -> Json:
        view = json.loads(params["view"]) if isinstance(params.get("view"), str) else params.get("view")
        if not params.get("trigger_id"):
            raise Refused("invalid_trigger_id")
        found = view_problems(view)
        if found:
            raise Refused("invalid_arguments", *found)
        self._slack.note(lambda: self._slack.views.append(view))
        return {"view": view | {"id": "V0VIEW"}}

    def _file_info(self, params: Json) -> Json:
        file = self._file(params.get("file"))
        if not file.completed:
            raise Refused("file_not_found")
        shown = _shown(file)
        file.looks_until_ready -= 1
        return {"file": shown}

    def _file(self, file_id: object) -> File:
        if file_id not in self._slack.files:
            raise Refused("file_not_found")
        return self._slack.files[str(file_id)]


def _shown(file: File) -> Json:
    return {"id": file.id, "mimetype": "image/png" if file.ready else "", "size": file.length}


def _listed(value: Any) -> Any:
    """A list that came as JSON inside a form."""
    return json.loads(value) if isinstance(value, str) else value


async def _params(request: web.Request) -> Json:
    if request.content_type == "application/json":
        body = await request.text()
        return dict(json.loads(body)) if body else {}
    return {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}
