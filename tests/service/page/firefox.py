"""Starts Firefox for Playwright, behind a proxy of WebDriver BiDi that adds what Firefox 153 lacks.

Playwright starts ``python firefox.py PROGRAM ARGUMENTS`` in place of Firefox. All messages pass unchanged but these:

- The command ``emulation.setMediaFeaturesOverride`` is unknown to Firefox: a privileged script sets the colour scheme.
- The events of a download do not name it in ``download``: its URL, which no other download has, is added.
"""

import asyncio
import json
import re
import sys
from itertools import count
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, web

LISTENING = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")
SET_COLOUR_SCHEME = """(scheme, ...contexts) => {
    const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
    for (const context of contexts) {
        const { top } = NavigableManager.getBrowsingContextById(context);
        top.prefersColorSchemeOverride = scheme;
    }
}"""
OWN_ID = 2**40
"""The first number of the commands of the proxy; those of Playwright start at 1."""


class Session:
    """The messages between Playwright and Firefox."""

    def __init__(self, playwright: web.WebSocketResponse, firefox: ClientWebSocketResponse) -> None:
        self.playwright = playwright
        self.firefox = firefox
        self.numbers = count(OWN_ID)
        self.pending: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def pass_messages(self) -> None:
        """Passes the messages of both sides until one of them ends."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._pass_commands(tasks))
            tasks.create_task(self._pass_events())

    async def _pass_commands(self, tasks: asyncio.TaskGroup) -> None:
        async for message in self.playwright:
            command = json.loads(message.data)
            if command["method"] == "emulation.setMediaFeaturesOverride":
                tasks.create_task(self._set_media_features(command))
            else:
                await self.firefox.send_str(message.data)
        await self.firefox.close()

    async def _pass_events(self) -> None:
        async for message in self.firefox:
            event = json.loads(message.data)
            if event.get("id") in self.pending:
                self.pending.pop(event["id"]).set_result(event)
                continue
            if event.get("method") in {"browsingContext.downloadWillBegin", "browsingContext.downloadEnd"}:
                event["params"].setdefault("download", event["params"]["url"])
            await self.playwright.send_json(event)
        await self.playwright.close()

    async def _set_media_features(self, command: dict[str, Any]) -> None:
        parameters = command["params"]
        scheme = parameters["features"].get("prefers-color-scheme") or "none"
        # what Playwright sends for a new context is the default; each page follows with its own
        if "contexts" in parameters:
            windows = await self._call("browsingContext.getTree", {"moz:scope": "chrome", "maxDepth": 0})
            values = [{"type": "string", "value": value} for value in (scheme, *parameters["contexts"])]
            script = {"functionDeclaration": SET_COLOUR_SCHEME, "arguments": values, "awaitPromise": False}
            target = {"context": windows["result"]["contexts"][0]["context"]}
            response = await self._call("script.callFunction", {**script, "target": target})
            if response.get("result", {}).get("type") != "success":
                await self.playwright.send_json({**response, "id": command["id"], "type": "error"})
                return
        await self.playwright.send_json({"id": command["id"], "type": "success", "result": {}})

    async def _call(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        number = next(self.numbers)
        response: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self.pending[number] = response
        await self.firefox.send_json({"id": number, "method": method, "params": parameters})
        return await response


async def serve(address: str) -> str:
    """Serves the proxy of the Firefox at an address, and returns its own address."""

    async def connect(request: web.Request) -> web.WebSocketResponse:
        playwright = web.WebSocketResponse(max_msg_size=0)
        await playwright.prepare(request)
        async with ClientSession() as client, client.ws_connect(f"{address}/session", max_msg_size=0) as firefox:
            await Session(playwright, firefox).pass_messages()
        return playwright

    application = web.Application()
    application.router.add_get("/session", connect)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"ws://127.0.0.1:{runner.addresses[0][1]}"


async def main(program: str, *arguments: str) -> int:
    """Runs Firefox until it ends; the address of the proxy replaces that of Firefox in its messages."""
    firefox = await asyncio.create_subprocess_exec(
        program, "--remote-allow-system-access", *arguments, stderr=asyncio.subprocess.PIPE
    )
    assert firefox.stderr
    async for line in firefox.stderr:
        if found := LISTENING.match(line):
            line = line.replace(found[1], (await serve(found[1].decode())).encode())  # noqa: PLW2901 - one line is changed
        sys.stderr.buffer.write(line)
        sys.stderr.flush()
    return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*sys.argv[1:])))
