"""The client of TensorFlow Serving, against a server that answers as its REST interface does."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import tensorflow as tf

from kerasarch import deliver
from tests.exports.conftest import classes, same

CLIENT = "tf_serving/client.py"


@pytest.fixture(scope="module")
def server(files):
    """Serves models/digits/1 as `digits`, version 1: its address. Runs the SavedModel's signature."""
    signature = tf.saved_model.load(str(files("digits/1"))).signatures["serving_default"]

    class Serving(BaseHTTPRequestHandler):
        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found = re.fullmatch(r"/v1/models/(\w+)(?:/versions/(\d+))?:predict", self.path)
            if not found or found.groups() != ("digits", "1"):
                return self.answer(404, {"error": "Servable not found for request: Specific(digits, 2)"})
            instances = np.array(question["instances"])
            if instances.dtype.kind != "i":  # as the server, which takes no 3.0 for a uint8
                return self.answer(400, {"error": "JSON Value: 3.0 Type: Number is not of expected type: uint8"})
            ((_, rows),) = signature(image=tf.constant(instances.astype(np.uint8))).items()
            return self.answer(200, {"predictions": rows.numpy().tolist()})  # one output: its name is left out

        def answer(self, code, said):
            content = json.dumps(said).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Serving) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


def test_the_client_names_what_kerasarch_predicts_with_pillow_alone(run, files, pictures, server):
    code, output, said, imported = run(CLIENT, files("digits/1"), *pictures, "--server", server, "--top", 10)
    assert code == 0, said
    same(classes(output.splitlines()), deliver.predict(files("nchw.onnx"), pictures))
    assert imported == {"PIL"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (["--name", "letters"], "answers 404: .*Servable not found"),
        (["--server", "http://127.0.0.1:9"], "gives no answer of TensorFlow Serving's .*refused"),
        (["--server", "localhost:8501"], "--server must begin with http:// or https://; got localhost:8501"),
    ],
)
def test_a_server_that_does_not_answer_is_told(run, files, pictures, server, changes, says):
    code, output, said, _ = run(CLIENT, files("digits/1"), pictures[0], "--server", server, *changes)
    assert (code, output) == (2, "")
    assert re.search(says, said)
    assert "Traceback" not in said


def test_companions_beside_a_version_are_no_versions(files):
    """The server takes for a version each folder whose name is a number, and looks at nothing else."""
    around = files("digits/1").parent
    assert {entry.name for entry in around.iterdir()} == {"1", "1.json", "1.parity.npz"}
    assert [entry.name for entry in around.iterdir() if entry.name.isdigit()] == ["1"]
    assert (around / "1" / "saved_model.pb").is_file()


def test_a_folder_without_version_or_metadata_is_told(run, files, pictures):
    code, _, said, _ = run(CLIENT, files("digits/1").parent, pictures[0])
    assert code == 2
    assert "digits holds no metadata of kerasarch" in said
