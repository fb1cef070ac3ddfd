"""The page with a text box, and an HTTP endpoint, on this machine: `zhextract serve`.

Stateless: a text comes in, a page or the contract's JSON goes out, nothing is kept.
`POST /extract` is described by `/openapi.json`.
"""

from html import escape
from typing import TYPE_CHECKING, Annotated, Any

from zhextract.errors import InputError
from zhextract.integrations.extras import require
from zhextract.output import to_dict, to_html
from zhextract.pipeline import Extractor, load
from zhextract.records import Document

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["make_app", "serve"]

LARGEST_TEXT = 200_000
# A code point takes at most twelve bytes of a form, and of JSON; the other fields are short.
BYTES_A_CHARACTER, BYTES_BESIDE = 12, 10_000

FORM = """\
<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>zhextract</title><style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0 auto; max-width: 60rem; padding: 1.2rem; font: 1rem/1.6 system-ui, sans-serif; }}
textarea {{ width: 100%; min-height: 18rem; font: inherit; padding: .6rem; box-sizing: border-box; }}
label {{ margin-right: 1rem; }} input, button {{ font: inherit; padding: .2rem .5rem; }} .error {{ color: #b3261e; }}
</style></head><body><h1>zhextract</h1>{message}
<form method="post" action="/" enctype="application/x-www-form-urlencoded">
<p><label>date <input name="date" placeholder="2025-02-18" size="12"></label>
<label>issuer <input name="issuer" placeholder="水利部"></label> <button>Read</button></p>
<textarea name="text" maxlength="{largest}" aria-label="text" required></textarea></form></body></html>
"""


def make_app(extractor: Extractor | None = None, *, largest: int = LARGEST_TEXT) -> "FastAPI":
    """Make the ASGI application.

    Args:
        extractor: What reads the texts; the default one is loaded at once.
        largest: The longest text that is accepted, in code points; longer ones get status 413.

    Raises:
        MissingExtraError: The extra `serve` is not installed.
    """
    require("fastapi", extra="serve")
    from urllib.parse import parse_qs

    from fastapi import Body, FastAPI, HTTPException, Request
    from fastapi.responses import HTMLResponse
    from starlette.concurrency import run_in_threadpool

    nlp = extractor or load()
    app = FastAPI(title="zhextract", docs_url=None, redoc_url=None)
    too_long = f"at most {largest} characters are read"

    def limit(inner: "ASGIApp") -> "ASGIApp":
        """Stop reading a body once it is longer than any text that is accepted."""

        async def limited(scope: "Scope", receive: "Receive", send: "Send") -> None:
            left = BYTES_A_CHARACTER * largest + BYTES_BESIDE

            async def counted() -> "Message":
                nonlocal left
                message = await receive()
                left -= len(message.get("body", b""))
                if left < 0:
                    raise HTTPException(413, too_long)
                return message

            await inner(scope, counted, send)

        return limited

    app.add_middleware(limit)

    def read(text: str, date: str | None, issuer: str | None) -> Document:
        if len(text) > largest:
            raise HTTPException(413, f"the text has {len(text)} characters; {too_long}")
        try:
            return nlp(text, date=date or None, issuer=issuer or None)
        except InputError as error:
            raise HTTPException(422, str(error)) from None

    @app.post("/extract")
    def extract(
        text: Annotated[str, Body(description="The text to read.")],
        date: Annotated[str | None, Body(description="The day it was issued, ISO 8601.")] = None,
        issuer: Annotated[str | None, Body(description="The body that issued it.")] = None,
    ) -> dict[str, Any]:
        """Read a text; the answer follows the contract `zhextract/1`."""
        return to_dict(read(text, date, issuer))

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def form() -> str:
        return FORM.format(message="", largest=largest)

    @app.post("/", response_class=HTMLResponse, include_in_schema=False)
    async def page(request: Request) -> HTMLResponse:
        fields = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
        first = {name: values[0] for name, values in fields.items()}
        try:
            document = await run_in_threadpool(read, first.get("text", ""), first.get("date"), first.get("issuer"))
        except HTTPException as error:
            message = f'<p class="error">{escape(str(error.detail))}</p>'
            return HTMLResponse(FORM.format(message=message, largest=largest), error.status_code)
        return HTMLResponse(to_html([document]))

    return app


def serve(*, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the page and the endpoint until interrupted."""
    app = make_app()
    require("uvicorn", extra="serve").run(app, host=host, port=port, log_level="warning")
