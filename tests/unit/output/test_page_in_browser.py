"""The page in a real browser, where one is installed: hovering, sorting, filtering, jumping."""

import re
import shutil
import subprocess

import pytest

import zhextract

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
TEXT = "2024年，湖北、湖南罚没金额较上年分别上升12.5%、9.8%。浙江举办比武31场，参训6800余人次。"

# What a reader does, and what the page then shows; the outcome goes to the title.
READER = """
const seen = [];
const rows = () => [...document.querySelectorAll("tbody tr")];
const amount = document.querySelector(".quantity[tabindex]");
amount.dispatchEvent(new PointerEvent("pointerenter"));
seen.push([...document.querySelectorAll(".text .lit")].map((mark) => mark.textContent).join("+"));
amount.dispatchEvent(new PointerEvent("pointerleave"));
seen.push(document.querySelectorAll(".lit").length);
document.querySelectorAll("th button")[5].click();
seen.push(rows().map((row) => row.children[0].textContent).join("+"));
const filter = document.querySelector(".filter");
filter.value = "浙江";
filter.dispatchEvent(new Event("input"));
seen.push(rows().filter((row) => !row.hidden).length);
rows().find((row) => !row.hidden).click();
seen.push(document.activeElement.textContent);
document.title = seen.join(";");
"""


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_reader_points_sorts_filters_and_jumps(tmp_path):
    page = zhextract.extract(TEXT).to_html()
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)  # which would refuse our reader
    path = tmp_path / "page.html"
    path.write_text(page.replace("</body>", f"<script>{READER}</script></body>"), encoding="utf-8")
    command = [BROWSER, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    lit, after, order, shown, focused = re.search("<title>(.*?)</title>", dom).group(1).split(";")
    assert set(lit.split("+")) >= {"湖北", "罚没金额", "12.5%"}
    assert after == "0"
    assert order == "f2+f1+f3+f4"
    assert shown == "2"
    assert focused in ("31场", "6800余人次")
