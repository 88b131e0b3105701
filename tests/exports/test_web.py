"""The page that classifies in the browser, in headless Chromium."""

import functools
import queue
import shutil
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import onnx
import pytest

from kerasarch import deliver
from tests.exports.conftest import ROOT, same

PAGE = ROOT / "exports/web"
CHROMIUM = shutil.which("chromium")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--remote-debugging-port=0"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
# Tells the server what the page shows once it is done.
TELLS = """<script>
const shown = () => ["says", "wrong", "found"].map((id) => document.getElementById(id).innerText).join("\\n--\\n");
new MutationObserver((_, observer) => {
  if (!document.body?.dataset.state) return;
  observer.disconnect();
  fetch("/told", { method: "POST", body: shown() });
}).observe(document.documentElement, { attributes: true, subtree: true });
</script></head>"""

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="there is no chromium: apt-get install chromium"),
    pytest.mark.skipif(
        not (PAGE / "node_modules/onnxruntime-web").is_dir(),
        reason="there is no onnxruntime-web: npm install in exports/web",
    ),
]


@pytest.fixture
def site(tmp_path):
    """A folder that is served beside the page: its path, its address, and what the page told."""
    told = queue.Queue()

    class Site(SimpleHTTPRequestHandler):
        def translate_path(self, path):
            found = super().translate_path(path)
            name = found[len(str(tmp_path)) + 1 :]
            return str(PAGE / name) if (PAGE / name).is_file() else found

        def do_GET(self):
            if not self.path.startswith("/index.html"):
                return super().do_GET()
            content = (PAGE / "index.html").read_text().replace("</head>", TELLS).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            return self.wfile.write(content)

        def do_POST(self):
            told.put(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Site, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}/index.html", told
        server.shutdown()


def shown(site, tmp_path_factory, model, *images):
    """What the page shows: the model, what is wrong, and what was found, the last image first."""
    _, address, told = site
    asked = "&".join([f"model={quote(model)}", *(f"image={quote(image)}" for image in images)])
    profile = tmp_path_factory.mktemp("profile")
    command = [CHROMIUM, *QUIET, f"--user-data-dir={profile}", f"{address}?{asked}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:
        try:
            says, wrong, found = told.get(timeout=120).split("\n--\n")
        finally:
            browser.terminate()
    lines = [line.rsplit(" ", 1) for line in found.split("\n") if line]
    return (
        says,
        wrong,
        [{name: float(share) for name, share in lines[i : i + 5]} for i in range(0, len(lines), 5)][::-1],
    )


@pytest.mark.parametrize("name", ["nhwc.onnx", "nchw.onnx"])
def test_the_page_names_what_kerasarch_predicts(site, tmp_path_factory, files, pictures, name):
    for path in (files(name), *pictures):
        shutil.copy(path, site[0])
    (site[0] / "text.png").write_text("no image")
    images = [picture.name for picture in pictures]
    says, wrong, found = shown(site, tmp_path_factory, name, *images, "text.png")
    assert says == f"{name}: digits, 10 classes"
    assert wrong == "text.png is no image that this browser can read"
    same(found, deliver.predict(files(name), pictures))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("plain.onnx", "plain.onnx holds no metadata of kerasarch: its labels and preprocessing are unknown"),
        ("uint8.tflite", "uint8.tflite is no ONNX file"),
        ("none.onnx", "none.onnx cannot be fetched: 404 File not found"),
    ],
)
def test_a_model_that_cannot_be_is_told_in_a_sentence(site, tmp_path_factory, files, name, says):
    proto = onnx.load(files("nchw.onnx"))
    onnx.helper.set_model_props(proto, {})
    onnx.save(proto, site[0] / "plain.onnx")
    shutil.copy(files("uint8.tflite"), site[0])
    assert shown(site, tmp_path_factory, name) == ("", says, [])
