"""Searches as processes: workers that die, kills at any moment, several processes on one database."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kerasarch.errors import SearchError
from kerasarch.search.budget import Budget, told
from kerasarch.search.candidates import FAILURES
from kerasarch.search.journal import Journal, alone, read_journal
from kerasarch.search.searching import resume_search, search
from kerasarch.search.trial import importable
from kerasarch.search.workers import RefusedError, Worker
from kerasarch.training.recipe import ModelKeys, Recipe
from tests.search import simulated
from tests.search.conftest import DATA, plan_with

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def worker(tmp_path):
    made = []

    def make(plan, **arguments):
        made.append(Worker(plan, tmp_path / "worker.log", **arguments))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def train(worker, plan, tmp_path, width=0.5):
    recipe = plan.recipe.table()
    recipe["model"]["width"] = width
    return worker.do("train", recipe=recipe, epochs=3, checkpoint=str(tmp_path / "x.keras"))


def test_a_worker_trains_refuses_dies_and_is_replaced(worker, tmp_path):
    plan = plan_with(train="tests.search.simulated:failing")
    desk = worker(plan, tasks=3)
    assert desk.do("describe")["classes"] == ["a", "b", "c"]
    first = desk.process.pid
    assert set(train(desk, plan, tmp_path)) == {"val_accuracy", "val_loss", "seconds", "cpu_seconds"}
    with pytest.raises(RefusedError, match="this width is not wanted"):
        train(desk, plan, tmp_path, 0.3)
    train(desk, plan, tmp_path)  # the fourth task: of a new process
    assert desk.process.pid != first
    with pytest.raises(RefusedError, match="SIGKILL"):
        train(desk, plan, tmp_path, 1.0)
    assert train(desk, plan, tmp_path)["val_loss"] > 0


def test_a_trial_that_takes_too_long_is_ended_and_the_next_is_trained(worker, tmp_path):
    plan = plan_with(train="tests.search.simulated:hanging", trial_seconds=4)
    desk = worker(plan)
    assert train(desk, plan, tmp_path)["val_loss"] > 0
    first, began = desk.process.pid, time.monotonic()
    with pytest.raises(RefusedError, match="it took longer than search.trial_seconds=4"):
        train(desk, plan, tmp_path, 1.0)
    assert time.monotonic() - began < 60
    assert train(desk, plan, tmp_path)["val_loss"] > 0
    assert desk.process.pid != first


def test_a_worker_ends_when_the_one_that_started_it_is_gone(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from tests.search.conftest import DATA, plan_with\n"
        "from kerasarch.search.workers import Worker\n"
        f"desk = Worker(plan_with(), Path({str(tmp_path / 'log')!r})); desk.do('describe')\n"
        "print(desk.process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        child = int(parent.stdout.readline())
        os.kill(child, 0)
        parent.kill()
        parent.wait()
    ended(child)


def ended(process):
    """Wait for the end of a process that is not this one's."""
    deadline = time.monotonic() + 20
    while True:
        try:
            status = Path(f"/proc/{process}/status").read_text()
        except OSError:  # it is gone
            return
        if status.split("State:")[1].split()[0] == "Z":
            return
        assert time.monotonic() < deadline, f"process {process} lives on"
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("function", "why"),
    [
        (lambda: None, "another process can import"),
        (3, "must be a function"),
        (plan_with.__class__, "another process can import|cannot"),
    ],
)
def test_what_another_process_cannot_import_is_refused(function, why):
    with pytest.raises(SearchError, match=why):
        importable(function, "source")


def test_a_function_of_a_module_is_named():
    assert importable(simulated.source, "source") == "tests.search.simulated:source"
    assert importable(None, "source") is None

    def inner():
        """Of no module."""

    with pytest.raises(SearchError, match="source must be a function that another process can import"):
        importable(inner, "source")


@pytest.mark.parametrize("name", ["nothing", "no.such.module:f", "tests.search.simulated:nothing", "json:__name__"])
def test_a_function_that_is_not_there_is_refused_by_the_worker(worker, name):
    with pytest.raises(SearchError, match="cannot be had: .*(module:function|cannot be imported|is no function)"):
        worker(plan_with(source=name)).do("describe")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("false {file}", "ended with 1"),
        ("echo no number for {file}", "must print milliseconds"),
        ("echo -3 # {file}", "must print milliseconds"),
        ("echo nan # {file}", "must print milliseconds"),
        ("true {file}", "must print milliseconds"),
        ("sleep 5 # {file}", "longer than 0.2 seconds"),
        ("nosuchcommand {file}", "ended with 127"),
    ],
)
def test_a_command_that_does_not_measure_is_refused(command, why):
    with pytest.raises(SearchError, match=why):
        told(command, Path("a b.tflite"), 0.2 if "sleep" in command else 10)


def test_a_command_is_given_the_file_and_its_last_line_is_taken(tmp_path):
    file = tmp_path / "a b.tflite"
    file.write_bytes(b"x" * 7)
    assert told("echo measuring; wc -c < {file}", file, 10) == 7.0


def gone(process, seconds=20):
    """Whether a process has ended, or does so soon."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("by", ["time", "a kill"])
def test_a_command_ends_with_all_that_it_started_when_nobody_waits_for_it(tmp_path, by):
    """As an ssh that hangs."""
    pids = tmp_path / "pids"
    command = f"echo $$ > {pids}; sleep 60 & echo $! >> {pids}; sleep 60 # {{file}}"
    seconds = 1 if by == "time" else 60
    code = f"from kerasarch.search.budget import *; told({command!r}, Path('x'), {seconds})"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.DEVNULL) as waits:
        wait_for(lambda: pids.exists() and len(pids.read_text().split()) == 2, waits)
        started = [int(pid) for pid in pids.read_text().split()]
        if by == "a kill":
            waits.kill()
    try:
        assert all(map(gone, started))
    finally:
        for pid in started:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


MEASURE = """
n=$(cat {folder}/asked || echo 0); echo $((n + 1)) > {folder}/asked
case $n in
  0) echo no device >&2; exit 3;;
  1) sleep 900;;
  2) test -s $1 && echo 3.5;;
  *) echo nonsense;;
esac
"""


@pytest.mark.slow
def test_a_search_leaves_out_what_its_command_cannot_measure_and_ends_where_that_is_everything(tmp_path):
    script = tmp_path / "measure.sh"
    script.write_text(MEASURE.format(folder=tmp_path))
    budget = Budget(latency_ms=5, command=f"sh {script} {{file}}", command_seconds=2)
    recipe = Recipe(model=ModelKeys(name="resnet18", size=32))
    plan = plan_with(recipe=recipe, space={"width": (0.1, 0.3)}, trials=2, budget=budget)
    said, began = [], time.monotonic()
    with pytest.raises(SearchError, match="cannot be measured: .*must print milliseconds as its last line; got 'nonse"):
        search(plan, tmp_path / "runs", say=said.append)
    assert time.monotonic() - began < 600  # the second was not waited for
    (folder,) = (tmp_path / "runs").iterdir()
    (trial,) = read_journal(folder).trials
    assert (trial.status, trial.metrics["latency_ms"]) == ("completed", 3.5)
    assert said[-1] == f"stopped: 1 trials are kept; go on with: kerasarch search --resume {folder}"
    assert int((tmp_path / "asked").read_text()) == 3 + FAILURES


SEARCH = """
[model]
name = "mobilenet_v2"
size = 64
[training]
epochs = 9
[search]
strategy = "{strategy}"
trials = {trials}
train = "tests.search.simulated:slow"
source = "tests.search.simulated:source"
[search.space]
width = [0.25, 0.4, 0.5, 0.6, 0.75, 0.8]
learning_rate = {{ least = 1e-4, most = 1e-1, log = true }}
"""


@pytest.fixture
def started(tmp_path):
    """Start the command line on a simulated search; its processes are ended with the test."""
    running = []

    def start(*arguments, trials=6, strategy="random"):
        file = tmp_path / "simulated.toml"
        file.write_text(SEARCH.format(trials=trials, strategy=strategy))
        given = [str(file) if argument == "RECIPE" else str(argument) for argument in arguments]
        environment = os.environ | {"SEARCH_LOG": str(tmp_path / "log"), "PYTHONPATH": str(ROOT)}
        runs = [] if "--resume" in given else ["--runs", str(tmp_path / "runs")]
        command = [sys.executable, "-m", "kerasarch", "search", *given, *runs]
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()


def trained(tmp_path):
    log = tmp_path / "log"
    return [tuple(json.loads(line)[:2]) for line in log.read_text().splitlines()] if log.exists() else []


def wait_for(condition, process, seconds=120):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 3])
def test_a_killed_search_loses_no_more_than_the_running_trial(started, tmp_path, after):
    process = started("RECIPE")
    wait_for(lambda: len(trained(tmp_path)) >= after, process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    ended(json.loads((tmp_path / "log").read_text().splitlines()[-1])[2])  # its worker
    assert len(trained(tmp_path)) == after
    (folder,) = (tmp_path / "runs").iterdir()
    kept = read_journal(folder)
    assert sum(trial.status == "completed" for trial in kept.trials) >= after - 1
    again = started("--resume", folder, "--trials", 7)
    said, _ = again.communicate(timeout=240)
    # the checkpoints of simulated training are no models
    assert "was not exported" in said, said
    journal = read_journal(folder)
    assert [trial.status for trial in journal.trials] == ["completed"] * 7
    assert journal.trials[: after - 1] == kept.trials[: after - 1]
    assert journal.trials[after - 1].values == kept.trials[after - 1].values
    done = trained(tmp_path)
    assert len(set(done)) == 7
    assert len(done) <= 8


def test_a_folder_is_searched_by_one_process_at_once_until_it_is_killed(tmp_path):
    journal = Journal(tmp_path)
    journal.begin(plan_with().json(), DATA)
    code = (
        "import sys, time; from kerasarch.search.journal import alone\n"
        "with alone(sys.argv[1], print): print('searches', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as other:
        assert other.stdout.readline() == "searches\n"
        before = journal.file.read_bytes()
        with pytest.raises(SearchError, match=f"is being searched by process {other.pid} on {socket.gethostname()}"):
            resume_search(tmp_path, say=lambda line: None)
        assert journal.file.read_bytes() == before
        other.kill()
        other.wait()
    with alone(tmp_path, print) as mine:
        assert mine.process.startswith(f"{os.getpid()} on ")


@pytest.mark.slow
def test_ctrl_c_says_how_to_go_on(started, tmp_path):
    process = started("RECIPE")
    wait_for(lambda: len(trained(tmp_path)) >= 2, process)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "kerasarch search --resume" in said
    assert "Traceback" not in said


@pytest.fixture
def database(request):
    """The URL of a PostgreSQL server of Debian's packages, started for the test."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    programs = str(found[0]) if found else os.path.dirname(shutil.which("initdb") or "")
    if not programs or not Path(programs, "initdb").exists():
        pytest.skip("PostgreSQL is not installed (Debian's package postgresql)")
    root = os.getuid() == 0
    if root and not shutil.which("runuser"):
        pytest.skip("PostgreSQL refuses root, and there is no runuser")
    # a folder that the user postgres can reach: pytest's own is closed to others
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    as_user = ["runuser", "-u", "postgres", "--"] if root else []
    if root:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def do(program, *arguments):
        subprocess.run([*as_user, f"{programs}/{program}", *arguments], check=True, capture_output=True, cwd="/")

    do("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "postgres")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"

    def control(what):
        do("pg_ctl", "-D", str(folder / "data"), "-o", options, "-w", "-l", str(folder / "log"), what)

    control("start")
    yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres", control
    control("stop")
    shutil.rmtree(folder)


@pytest.mark.slow
def test_three_processes_on_an_empty_database_share_a_search_and_one_is_killed(
    started, tmp_path, database, monkeypatch
):
    import optuna

    url, _ = database
    workers, trials = 3, 12
    given = ("RECIPE", "--storage", url, "--study", "digits", "--grace", 6)
    processes = [started(*given, trials=trials, strategy="tpe") for _ in range(workers)]
    wait_for(lambda: len(trained(tmp_path)) >= 4, processes[0])
    victim = next(process for process in processes if process.poll() is None)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    said = [process.communicate(timeout=300)[0] for process in processes if process is not victim]
    study = optuna.load_study(storage=url, study_name="digits")
    done = [trial for trial in study.trials if trial.state == optuna.trial.TrialState.COMPLETE]
    assert trials <= len(done) <= trials + workers - 1, said
    points = [tuple(trial.params.values()) for trial in done]
    assert len(set(points)) == len(points)
    assert {point[:2] for point in trained(tmp_path)} <= {point[:2] for point in points}  # also the killed one's
    for each in said:
        assert "Traceback" not in each, each
    ended = [re.search(r"the best network \(trial \d+\)|the best: trial \d+", each).group() for each in said]
    assert len(set(ended)) == 1, said
    for folder in (tmp_path / "runs").iterdir():
        again = started("--resume", folder).communicate(timeout=60)[0]
        assert "is one process's part of the study 'digits'" in again
    other = started("RECIPE", "training.epochs=3", "--storage", url, "--study", "digits", trials=3, strategy="tpe")
    assert "is of another search" in other.communicate(timeout=120)[0]


@pytest.mark.slow
def test_a_database_that_goes_away_and_comes_back_does_not_end_a_search(started, tmp_path, database):
    url, control = database
    process = started("RECIPE", "--storage", url, "--study", "one", trials=8, strategy="tpe")
    wait_for(lambda: len(trained(tmp_path)) >= 3, process)
    control("stop")
    time.sleep(2)
    control("start")
    said, _ = process.communicate(timeout=300)
    assert "the database does not answer, trying again" in said, said
    assert "trial 8 of 8" in said
    assert len(trained(tmp_path)) == 8  # none twice
    assert "Traceback" not in said


def test_a_database_that_is_none_is_refused(tmp_path, started):
    process = started("RECIPE", "--storage", "redis://x", "--study", "one", strategy="tpe")
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "storage must be a URL of postgresql, mysql, sqlite" in said
    with pytest.raises(SearchError, match=r"journal file of Optuna's has no heartbeat.*on one machine: sqlite:///"):
        search(plan_with(strategy="tpe"), tmp_path, storage="study.journal", study="one")
