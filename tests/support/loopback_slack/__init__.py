"""A Slack of the tests' own on 127.0.0.1: Web API, uploads, response URLs, Socket Mode, and Slack's refusals."""

from loopback_slack.block_kit import problems
from loopback_slack.server import LoopbackSlack
from loopback_slack.state import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Failure

__all__ = ["APP_TOKEN", "BOT_TOKEN", "SIGNING_SECRET", "Failure", "LoopbackSlack", "problems"]
